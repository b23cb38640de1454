/** Search of the highest rate that a target holds; pure computation without clock and I/O. */
package dev.logproof.experiment.knee;
