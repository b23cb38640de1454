/**
 * Builds what is sent from a seed, reproducibly: lines, their tracers, and the frames around them.
 */
package dev.logproof.loadgen.payload;
