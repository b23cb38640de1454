package dev.logproof.localaws.opensearch;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * One record, which is one document. Its bytes lie in an array that neighbours share. Immutable.
 */
final class Document {
  private final byte[] bytes;
  private final int start;
  private final int end;
  private final long arrivedMillis;
  private final String index;
  private final Optional<String> id;

  Document(
      byte[] bytes, int start, int end, long arrivedMillis, String index, Optional<String> id) {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
    this.arrivedMillis = arrivedMillis;
    this.index = index;
    this.id = id;
  }

  /** The record as it came. */
  byte[] raw() {
    return Arrays.copyOfRange(bytes, start, end);
  }

  int rawBytes() {
    return end - start;
  }

  long arrivedMillis() {
    return arrivedMillis;
  }

  String index() {
    return index;
  }

  /** The id the stream chose. */
  Optional<String> id() {
    return id;
  }

  /** Without the line breaks at its end, which the aggregator puts there for S3. */
  private int trimmedEnd() {
    int at = end;
    while (at > start && (bytes[at - 1] == '\n' || bytes[at - 1] == '\r')) {
      at--;
    }
    return at;
  }

  /**
   * False when it cannot stand in a bulk request: nothing at all would fail the whole request, and
   * a line break within would end the document there.
   */
  boolean isOneLine() {
    int to = trimmedEnd();
    for (int at = start; at < to; at++) {
      if (bytes[at] == '\n') {
        return false;
      }
    }
    return to > start;
  }

  /** Appends its JSON. */
  void writeTo(ByteArrayOutputStream out) {
    out.write(bytes, start, trimmedEnd() - start);
  }
}
