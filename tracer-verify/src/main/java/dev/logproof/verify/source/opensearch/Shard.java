package dev.logproof.verify.source.opensearch;

/** A shard of an index. */
record Shard(String index, int number) {}
