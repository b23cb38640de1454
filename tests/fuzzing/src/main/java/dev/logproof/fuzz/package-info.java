/** Runs the fuzzer over the parts of the aggregator that read what strangers send. */
package dev.logproof.fuzz;
