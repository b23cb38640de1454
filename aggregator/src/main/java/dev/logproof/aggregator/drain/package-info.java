/** The orderly end of a task. */
package dev.logproof.aggregator.drain;
