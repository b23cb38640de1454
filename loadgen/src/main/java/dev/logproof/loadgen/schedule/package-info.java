/** Computes due times from event numbers alone, independent of when earlier events were sent. */
package dev.logproof.loadgen.schedule;
