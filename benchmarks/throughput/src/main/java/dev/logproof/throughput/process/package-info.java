/** Starts, measures and stops the processes of a trial. */
package dev.logproof.throughput.process;
