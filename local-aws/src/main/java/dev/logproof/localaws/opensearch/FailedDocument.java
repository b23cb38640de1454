package dev.logproof.localaws.opensearch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A rejected document in Firehose's S3 format (developer guide, "Handle data delivery failures").
 */
record FailedDocument(
    Document document, int attempts, BulkResponse.Refused last, long endedMillis) {

  byte[] line() {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("attemptsMade", attempts)
        .put("arrivalTimestamp", document.arrivedMillis())
        .put("errorCode", last.code())
        .put("errorMessage", last.message())
        .put("attemptEndingTimestamp", endedMillis)
        .put("esDocumentId", document.id())
        .put("esIndexName", document.index())
        // OpenSearch has no types; Firehose keeps the member.
        .put("esTypeName", "")
        .put("rawData", document.raw());
    return (line + "\n").getBytes(UTF_8);
  }
}
