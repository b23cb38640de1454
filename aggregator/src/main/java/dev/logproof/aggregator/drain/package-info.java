/** Orderly stop of a task. */
package dev.logproof.aggregator.drain;
