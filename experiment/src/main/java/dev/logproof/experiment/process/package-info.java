/** Starts programs as processes, watches that they live, and ends them. */
package dev.logproof.experiment.process;
