/** Computes due times from event numbers alone, never from earlier sends. */
package dev.logproof.loadgen.schedule;
