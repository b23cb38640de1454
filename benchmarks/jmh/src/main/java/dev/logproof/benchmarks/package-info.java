/** Microbenchmarks of the aggregator's hot path, one per step. */
package dev.logproof.benchmarks;
