/** Builders of result files for tests; each starts with a regular result. */
package dev.logproof.samples;
