/** Measures a run and decides whether it is valid. */
package dev.logproof.loadgen.measure;
