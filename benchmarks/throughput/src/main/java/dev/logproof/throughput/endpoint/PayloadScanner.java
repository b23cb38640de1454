package dev.logproof.throughput.endpoint;

import dev.logproof.throughput.event.EventMark;
import java.util.Arrays;

/**
 * Finds the events in a record's base64 text. Decodes only the expected position of the next mark,
 * since events are alike; without a mark there, searches the whole record. A shorter event may be
 * skipped and then counts as lost, never as delivered. Confined to one connection.
 */
final class PayloadScanner {
  private static final byte[] VALUES = values();
  private static final byte PADDING = '=';

  private final Tally tally;
  private final byte[] window = new byte[EventMark.BYTES + 6];
  private byte[] whole = new byte[0];
  private int firstMarkAt;
  private int stride;
  private long runSentMicros;
  private long runEvents;

  PayloadScanner(Tally tally) {
    this.tally = tally;
  }

  private static byte[] values() {
    byte[] values = new byte[256];
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < alphabet.length(); i++) {
      values[alphabet.charAt(i)] = (byte) i;
    }
    return values;
  }

  /** Returns the number of decoded bytes. */
  int scan(byte[] body, int from, int to, long acceptedMicros) {
    int bytes = bytes(body, from, to);
    int at = 0;
    int marks = 0;
    boolean decoded = false;
    while (at + EventMark.BYTES <= bytes) {
      int expected = marks == 0 ? firstMarkAt : at + stride - EventMark.BYTES;
      int found = -1;
      if (expected >= at && expected + EventMark.BYTES <= bytes && !decoded) {
        int group = expected / 3;
        int groups = (expected + EventMark.BYTES - 1) / 3 + 1 - group;
        decode(body, from + 4 * group, groups, window);
        if (EventMark.isAt(window, expected - 3 * group)) {
          found = expected;
          note(window, expected - 3 * group, acceptedMicros);
        }
      }
      if (found < 0) {
        decoded = decoded || decodeWhole(body, from, to);
        found = search(at, bytes);
        if (found < 0) {
          break;
        }
        note(whole, found, acceptedMicros);
      }
      stride = marks == 0 ? stride : found + EventMark.BYTES - at;
      firstMarkAt = marks == 0 ? found : firstMarkAt;
      at = found + EventMark.BYTES;
      marks++;
    }
    if (marks == 0) {
      tally.foreignRecord();
    }
    return bytes;
  }

  private int search(int from, int bytes) {
    for (int at = from; at + EventMark.BYTES <= bytes; at++) {
      if (whole[at] == '~' && EventMark.isAt(whole, at)) {
        return at;
      }
    }
    return -1;
  }

  /** Consecutive events with the same send time share one histogram entry. */
  private void note(byte[] text, int at, long acceptedMicros) {
    tally.event(EventMark.source(text, at), EventMark.sequence(text, at));
    long sentMicros = EventMark.sentMicros(text, at);
    if (sentMicros != runSentMicros) {
      finish(acceptedMicros);
      runSentMicros = sentMicros;
    }
    runEvents++;
  }

  void finish(long acceptedMicros) {
    if (runEvents > 0) {
      tally.latency(acceptedMicros - runSentMicros, runEvents);
    }
    runEvents = 0;
  }

  private static int bytes(byte[] body, int from, int to) {
    int bytes = (to - from) / 4 * 3;
    for (int i = to - 1; i >= from && body[i] == PADDING; i--) {
      bytes--;
    }
    return bytes;
  }

  private boolean decodeWhole(byte[] body, int from, int to) {
    int groups = (to - from) / 4;
    if (whole.length < 3 * groups) {
      whole = Arrays.copyOf(whole, 3 * groups);
    }
    decode(body, from, groups, whole);
    return true;
  }

  private static void decode(byte[] text, int from, int groups, byte[] out) {
    int in = from;
    for (int at = 0; at < 3 * groups; at += 3) {
      int bits =
          VALUES[text[in] & 0xff] << 18
              | VALUES[text[in + 1] & 0xff] << 12
              | VALUES[text[in + 2] & 0xff] << 6
              | VALUES[text[in + 3] & 0xff];
      out[at] = (byte) (bits >> 16);
      out[at + 1] = (byte) (bits >> 8);
      out[at + 2] = (byte) bits;
      in += 4;
    }
  }
}
