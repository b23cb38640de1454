/**
 * MessagePack values in byte arrays, by an encoder that is independent of the aggregator's own. Not
 * for hot paths.
 */
package dev.logproof.msgpack;
