/** Access control of a forward input. */
package dev.logproof.aggregator.access;
