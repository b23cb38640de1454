package dev.logproof.aggregator.firehose;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/**
 * Counts the entries of a PutRecordBatch response with only accepted records, {@code
 * {"RecordId":"…"}}. Ids usually have equal lengths, so an entry takes three comparisons instead of
 * a scan. Other forms are left to a JSON parser. Stateless.
 */
final class AcceptedEntries {
  static final int UNKNOWN = -1;

  private static final byte[] LIST = "\"RequestResponses\":[".getBytes(US_ASCII);
  private static final byte[] ENTRY = "{\"RecordId\":\"".getBytes(US_ASCII);

  private static final int LOOK_BYTES = 256;

  private AcceptedEntries() {}

  /** Returns the number of entries, or {@link #UNKNOWN}. */
  static int count(byte[] response, int size) {
    int at = listStart(response, size);
    int idLength = 0;
    for (int entries = 1; at >= 0 && startsWith(response, at, size, ENTRY); entries++) {
      int id = at + ENTRY.length;
      int idEnd = id + idLength;
      if (!isEntryEnd(response, idEnd, size)) {
        idEnd = quote(response, id, size);
      }
      if (!isEntryEnd(response, idEnd, size)) {
        return UNKNOWN;
      }
      if (response[idEnd + 2] == ']') {
        return entries;
      }
      idLength = idEnd - id;
      at = response[idEnd + 2] == ',' ? idEnd + 3 : UNKNOWN;
    }
    return UNKNOWN;
  }

  private static int listStart(byte[] response, int size) {
    for (int at = 0; at < Math.min(size, LOOK_BYTES); at++) {
      if (startsWith(response, at, size, LIST)) {
        return at + LIST.length;
      }
    }
    return UNKNOWN;
  }

  private static boolean isEntryEnd(byte[] response, int at, int size) {
    return at + 2 < size && response[at] == '"' && response[at + 1] == '}';
  }

  private static int quote(byte[] response, int from, int size) {
    int at = from;
    while (at < size && response[at] != '"') {
      at++;
    }
    return at;
  }

  private static boolean startsWith(byte[] bytes, int at, int size, byte[] text) {
    return at + text.length <= size
        && Arrays.equals(bytes, at, at + text.length, text, 0, text.length);
  }
}
