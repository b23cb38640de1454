package dev.logproof.localaws.opensearch;

/** Whether a stream delivers to OpenSearch, and how. */
public sealed interface SearchTarget permits SearchTarget.S3Only, SearchSettings {
  SearchTarget NONE = new S3Only();

  /** The stream delivers to S3. */
  record S3Only() implements SearchTarget {}
}
