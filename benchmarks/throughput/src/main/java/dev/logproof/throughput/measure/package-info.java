/** Measurements, their evaluation and presentation. */
package dev.logproof.throughput.measure;
