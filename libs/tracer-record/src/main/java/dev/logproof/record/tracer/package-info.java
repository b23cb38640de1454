/** Identity of a tracer in a line. */
package dev.logproof.record.tracer;
