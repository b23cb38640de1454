/** Access control of a forward input: shared keys, users, networks and TLS. */
package dev.logproof.aggregator.access;
