/** Sends events at a rate or at saturation, at minimal CPU cost. */
package dev.logproof.throughput.load;
