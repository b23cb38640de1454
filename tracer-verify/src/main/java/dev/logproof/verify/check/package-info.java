/** Comparison of sent and found tracers; no I/O. */
package dev.logproof.verify.check;
