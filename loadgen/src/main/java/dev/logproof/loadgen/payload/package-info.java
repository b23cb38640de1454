/**
 * What is sent: lines, tracers among them, and the frames around them; reproducible from a seed.
 */
package dev.logproof.loadgen.payload;
