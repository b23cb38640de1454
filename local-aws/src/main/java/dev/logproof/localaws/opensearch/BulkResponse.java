package dev.logproof.localaws.opensearch;

/** What OpenSearch said to one document. */
sealed interface BulkResponse {
  /** It is there. */
  record Indexed() implements BulkResponse {}

  /**
   * It is not there.
   *
   * @param code an HTTP status, or Firehose's own word when there was no answer
   * @param again true when another attempt may succeed
   */
  record Refused(String code, String message, boolean again) implements BulkResponse {}
}
