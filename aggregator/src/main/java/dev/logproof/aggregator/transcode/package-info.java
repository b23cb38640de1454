/** From msgpack to JSON, bytes to bytes, in one pass. */
package dev.logproof.aggregator.transcode;
