/** Connections to receivers: plain or TLS, optionally with a shared key. */
package dev.logproof.loadgen.access;
