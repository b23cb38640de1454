/** Starts, awaits and stops child processes. */
package dev.logproof.process;
