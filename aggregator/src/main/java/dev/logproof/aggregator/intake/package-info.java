/** Receives events: the forward protocol over TCP, its heartbeat over UDP, and HTTP. */
package dev.logproof.aggregator.intake;
