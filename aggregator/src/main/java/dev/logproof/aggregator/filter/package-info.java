/** Filters between inputs and outputs; they edit events as msgpack. */
package dev.logproof.aggregator.filter;
