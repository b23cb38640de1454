/** What is planted, and whether the verifier says just that: pure, no I/O. */
package dev.logproof.verify.calibrate;
