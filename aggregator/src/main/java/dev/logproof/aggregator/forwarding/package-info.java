/** Delivery by the forward protocol to other aggregators. */
package dev.logproof.aggregator.forwarding;
