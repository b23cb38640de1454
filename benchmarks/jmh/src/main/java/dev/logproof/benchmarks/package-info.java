/** What each part of the aggregator's hot path costs: a benchmark a part, and its traffic. */
package dev.logproof.benchmarks;
