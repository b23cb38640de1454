package dev.logproof.localaws.opensearch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A document rejected by OpenSearch, in the format that Firehose writes to S3 (developer guide,
 * "Handle data delivery failures").
 *
 * @param endedMillis when the last attempt ended
 */
record FailedDocument(
    Document document, int attempts, BulkResponse.Refused last, long endedMillis) {

  /** Encodes the document as one line of JSON. */
  byte[] line() {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("attemptsMade", attempts)
        .put("arrivalTimestamp", document.arrivedMillis())
        .put("errorCode", last.code())
        .put("errorMessage", last.message())
        .put("attemptEndingTimestamp", endedMillis)
        .put("esDocumentId", document.id().orElse(""))
        .put("esIndexName", document.index())
        // OpenSearch has no types; Firehose keeps the member.
        .put("esTypeName", "")
        .put("rawData", document.raw());
    return (line + "\n").getBytes(UTF_8);
  }
}
