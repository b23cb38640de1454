package dev.logproof.verify.source.opensearch;

/** A part of an index, whose documents have an order of their own. */
record Shard(String index, int number) {}
