/** Identity of a tracer in a line, written by the load generator and read by the verifier. */
package dev.logproof.record.tracer;
