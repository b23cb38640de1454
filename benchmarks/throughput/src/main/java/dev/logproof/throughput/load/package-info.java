/** Sends events, at a rate or as fast as they are taken, at next to no cost of its own. */
package dev.logproof.throughput.load;
