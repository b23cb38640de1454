/** Receives events over the forward protocol and HTTP. */
package dev.logproof.aggregator.intake;
