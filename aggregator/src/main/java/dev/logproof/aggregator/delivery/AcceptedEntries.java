package dev.logproof.aggregator.delivery;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/**
 * Counts the entries of a PutRecordBatch response that holds nothing but accepted records, {@code
 * {"RecordId":"…"}} each. Record ids of one response have the same length as a rule, so that an
 * entry costs three comparisons instead of a look at its 200 bytes. Any other form is left to a
 * JSON parser. Stateless.
 */
final class AcceptedEntries {
  /** The response has another form, or an entry that is not an accepted record. */
  static final int UNKNOWN = -1;

  private static final byte[] LIST = "\"RequestResponses\":[".getBytes(US_ASCII);
  private static final byte[] ENTRY = "{\"RecordId\":\"".getBytes(US_ASCII);

  /** How far from the start the list of entries begins at most. */
  private static final int LOOK_BYTES = 256;

  private AcceptedEntries() {}

  /** The number of entries in the first {@code size} bytes of {@code response}. */
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

  /** True when an id's closing quote stands at {@code at}, followed by the end of its entry. */
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
