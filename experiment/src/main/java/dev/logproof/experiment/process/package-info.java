/** Starts, supervises and stops child processes. */
package dev.logproof.experiment.process;
