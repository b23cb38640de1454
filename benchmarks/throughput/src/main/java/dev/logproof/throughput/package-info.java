/** Measures the cost and throughput of aggregators as black-box processes. */
package dev.logproof.throughput;
