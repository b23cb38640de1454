/** Fuzzes the parts of the aggregator that parse untrusted input. */
package dev.logproof.fuzz;
