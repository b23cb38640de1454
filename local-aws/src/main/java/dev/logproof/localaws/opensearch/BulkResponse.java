package dev.logproof.localaws.opensearch;

/** OpenSearch's response to one document. */
sealed interface BulkResponse {
  /** The document is indexed. */
  record Indexed() implements BulkResponse {}

  /**
   * The document is not indexed.
   *
   * @param code HTTP status, or Firehose's code without a response
   */
  record Refused(String code, String message, boolean again) implements BulkResponse {}
}
