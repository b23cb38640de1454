/** Measurements, their evaluation and their presentation. */
package dev.logproof.throughput.measure;
