package dev.logproof.record.tracer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * Reads tracers from raw bytes into fields, without an object per line. The fields belong to the
 * last {@link #read}; the run id stays in the bytes passed to it. Confined to one thread.
 */
public final class TracerCursor {
  private static final int MAX_RUN_ID_BYTES = 40;
  private static final int MAX_DIGITS = 18;
  private static final int CRC_DIGITS = 8;
  private static final int NO_DIGIT = -1;

  private final CRC32 crc = new CRC32();
  private byte[] line = new byte[0];
  private int runStart;
  private int runEnd;
  private int source;
  private long sequence;
  private long sentAtMicros;
  private int at;

  /**
   * Reads the tracer whose marker starts at {@code start}, up to {@code limit}.
   *
   * @return false when there is no complete tracer with the right checksum
   */
  public boolean read(byte[] bytes, int start, int limit) {
    line = bytes;
    runStart = start + TracerText.MARKER.length();
    at = runStart;
    if (!readRun(limit)) {
      return false;
    }
    long number = readNumber(limit);
    source = (int) number;
    sequence = number < 0 || number > Integer.MAX_VALUE ? NO_DIGIT : readNumber(limit);
    sentAtMicros = sequence < 0 ? NO_DIGIT : readNumber(limit);
    return sentAtMicros >= 0 && checksumHolds(start, limit);
  }

  private boolean readRun(int limit) {
    int end = Math.min(limit, runStart + MAX_RUN_ID_BYTES + 1);
    while (at < end && isOfRunId(line[at])) {
      at++;
    }
    runEnd = at;
    return runEnd > runStart && at < end && line[at++] == '~';
  }

  private static boolean isOfRunId(int letter) {
    return (letter >= 'a' && letter <= 'z') || isDigit(letter) || letter == '-';
  }

  private static boolean isDigit(int letter) {
    return letter >= '0' && letter <= '9';
  }

  /** Reads a number and its tilde; negative when there is none. */
  private long readNumber(int limit) {
    int start = at;
    long number = 0;
    while (at < limit && isDigit(line[at])) {
      number = number * 10 + (line[at++] - '0');
    }
    boolean whole = at > start && at - start <= MAX_DIGITS && at < limit && line[at] == '~';
    at++;
    return whole ? number : NO_DIGIT;
  }

  private boolean checksumHolds(int start, int limit) {
    if (at + CRC_DIGITS >= limit || line[at + CRC_DIGITS] != '~') {
      return false;
    }
    crc.reset();
    crc.update(line, start, at - start);
    long given = 0;
    for (int digit = 0; digit < CRC_DIGITS; digit++) {
      int value = hex(line[at + digit]);
      if (value < 0) {
        return false;
      }
      given = given << 4 | value;
    }
    at += CRC_DIGITS + 1;
    return given == crc.getValue();
  }

  private static int hex(int letter) {
    if (isDigit(letter)) {
      return letter - '0';
    }
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : NO_DIGIT;
  }

  /** Returns whether the run id is {@code runId}, in ASCII. */
  public boolean isOfRun(byte[] runId) {
    return Arrays.equals(line, runStart, runEnd, runId, 0, runId.length);
  }

  /** Returns a copy of the run id. */
  public String runId() {
    return new String(line, runStart, runEnd - runStart, ISO_8859_1);
  }

  /** Returns the source's number. */
  public int source() {
    return source;
  }

  /** Returns the sequence number. */
  public long sequence() {
    return sequence;
  }

  /** Returns the intended send time, microseconds since the epoch. */
  public long sentAtMicros() {
    return sentAtMicros;
  }

  /** Returns the offset after the tracer. */
  public int end() {
    return at;
  }

  /** Returns the tracer as a separate value. */
  public Tracer tracer() {
    return new Tracer(runId(), source, sequence, sentAtMicros);
  }
}
