/** Builders of result files for tests, each starting with a regular result; documented verdicts. */
package dev.logproof.samples;
