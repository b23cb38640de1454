/** Converts msgpack to JSON in one pass, without intermediate objects. */
package dev.logproof.aggregator.transcode;
