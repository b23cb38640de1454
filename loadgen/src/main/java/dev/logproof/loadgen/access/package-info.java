/** Connections to receivers: plain or TLS, with or without a shared key. */
package dev.logproof.loadgen.access;
