/** What an aggregator costs and how much it carries, measured from the outside as processes. */
package dev.logproof.throughput;
