/** Fuzzes the aggregator's parsers of untrusted input. */
package dev.logproof.fuzz;
