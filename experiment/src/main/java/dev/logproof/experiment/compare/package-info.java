/** Comparison of two runs, of two targets of one run, and of a run with itself. */
package dev.logproof.experiment.compare;
