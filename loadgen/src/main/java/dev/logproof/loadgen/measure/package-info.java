/** Measures what a run achieved and decides whether it is valid. */
package dev.logproof.loadgen.measure;
