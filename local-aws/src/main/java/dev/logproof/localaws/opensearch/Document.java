package dev.logproof.localaws.opensearch;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** A record as a document; shares its array with adjacent records. Immutable. */
final class Document {
  private final byte[] bytes;
  private final int start;
  private final int end;
  private final long arrivedMillis;
  private final String index;
  private final String id;

  Document(byte[] bytes, int start, int end, long arrivedMillis, String index, String id) {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
    this.arrivedMillis = arrivedMillis;
    this.index = index;
    this.id = id;
  }

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

  /** Empty when OpenSearch assigns one. */
  String id() {
    return id;
  }

  /** Excludes line breaks that the aggregator adds for S3. */
  private int trimmedEnd() {
    int at = end;
    while (at > start && (bytes[at - 1] == '\n' || bytes[at - 1] == '\r')) {
      at--;
    }
    return at;
  }

  /** An empty document would fail the whole bulk request; a line break would split the document. */
  boolean isOneLine() {
    int to = trimmedEnd();
    for (int at = start; at < to; at++) {
      if (bytes[at] == '\n') {
        return false;
      }
    }
    return to > start;
  }

  void writeTo(ByteArrayOutputStream out) {
    out.write(bytes, start, trimmedEnd() - start);
  }
}
