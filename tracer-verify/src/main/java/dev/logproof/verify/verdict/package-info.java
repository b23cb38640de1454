/** Statistics, verdict and reasons for an outcome; no I/O. */
package dev.logproof.verify.verdict;
