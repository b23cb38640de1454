/** Builds lines, tracers and frames reproducibly from a seed. */
package dev.logproof.loadgen.payload;
