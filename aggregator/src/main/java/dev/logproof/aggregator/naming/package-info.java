/** Names with placeholders for tag, time and fields. Pure: without I/O. */
package dev.logproof.aggregator.naming;
