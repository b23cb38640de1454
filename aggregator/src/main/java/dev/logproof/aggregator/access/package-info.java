/** Who may send: shared key, users, networks and TLS of a forward input. */
package dev.logproof.aggregator.access;
