/** The identity of a tracer inside a line: written by the load generator, read by the verifier. */
package dev.logproof.record.tracer;
