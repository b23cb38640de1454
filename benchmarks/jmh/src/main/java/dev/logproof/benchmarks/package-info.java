/** Microbenchmarks of the aggregator's hot path, one per step, and their input. */
package dev.logproof.benchmarks;
