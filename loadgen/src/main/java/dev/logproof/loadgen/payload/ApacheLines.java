package dev.logproof.loadgen.payload;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;

/**
 * Lines as the article's Apache writes them: {@code 122.116.50.70 - Corwin8644 264
 * [2018-10-31T21:31:59Z] "POST /activate" 200 19886}. The same seed yields the same lines except
 * for their times.
 */
final class ApacheLines implements LineSource {
  static final int MAX_LINE_BYTES = 128;

  static final int MIN_LINE_BYTES = 50;

  private static final byte[][] USERS =
      words("Corwin", "Hettinger", "Kihn", "Lubowitz", "Okuneva", "Schumm", "Weber", "Zieme");
  private static final byte[][] METHODS = words("GET", "GET", "GET", "POST", "PUT", "DELETE");
  private static final byte[][] PATHS =
      words(
          "/activate",
          "/index.html",
          "/users/profile",
          "/api/v2/orders",
          "/cart/checkout",
          "/static/app.js",
          "/search",
          "/login");
  private static final int[] STATUSES = {200, 200, 200, 200, 201, 304, 404, 500};

  private static final byte[] DASH = " - ".getBytes(US_ASCII);
  private static final byte[] TIME_END = "] \"".getBytes(US_ASCII);
  private static final byte[] PATH_END = "\" ".getBytes(US_ASCII);
  private static final byte[] THREE_DIGITS = threeDigits();

  private final SplittableRandom random;
  private final byte[] line = new byte[MAX_LINE_BYTES];
  private int length;
  private long second = Long.MIN_VALUE;
  private byte[] time = new byte[0];

  ApacheLines(long seed) {
    this.random = new SplittableRandom(seed);
  }

  @Override
  public int maxLineBytes() {
    return MAX_LINE_BYTES;
  }

  @Override
  public void write(ByteBuffer out, long epochMillis) {
    length = 0;
    address();
    text(DASH);
    text(pick(USERS));
    number(1_000 + below(9_000));
    line[length++] = ' ';
    number(100 + below(900));
    line[length++] = ' ';
    line[length++] = '[';
    text(time(epochMillis));
    text(TIME_END);
    text(pick(METHODS));
    line[length++] = ' ';
    text(pick(PATHS));
    text(PATH_END);
    number(STATUSES[below(STATUSES.length)]);
    line[length++] = ' ';
    number(200 + below(29_800));
    out.put(line, 0, length);
  }

  /**
   * {@link SplittableRandom#nextInt(int)}, written out so that the compiler can replace division by
   * constant bounds and lines do not depend on the Java version.
   */
  private int below(int bound) {
    int mask = bound - 1;
    int draw = random.nextInt();
    if ((bound & mask) == 0) {
      return draw & mask;
    }
    int half = draw >>> 1;
    int rest = half % bound;
    while (half + mask - rest < 0) {
      half = random.nextInt() >>> 1;
      rest = half % bound;
    }
    return rest;
  }

  private void address() {
    for (int part = 0; part < 4; part++) {
      if (part > 0) {
        line[length++] = '.';
      }
      number(1 + below(254));
    }
  }

  private byte[] time(long epochMillis) {
    long now = Math.floorDiv(epochMillis, 1000);
    if (now != second) {
      second = now;
      time =
          Instant.ofEpochSecond(now).truncatedTo(ChronoUnit.SECONDS).toString().getBytes(US_ASCII);
    }
    return time;
  }

  private byte[] pick(byte[][] choices) {
    return choices[below(choices.length)];
  }

  private void number(int value) {
    int thousands = value / 1000;
    int rest = value - 1000 * thousands;
    if (thousands > 0) {
      number(thousands);
    }
    int digits = 3 * rest;
    if (thousands > 0 || rest >= 100) {
      line[length++] = THREE_DIGITS[digits];
    }
    if (thousands > 0 || rest >= 10) {
      line[length++] = THREE_DIGITS[digits + 1];
    }
    line[length++] = THREE_DIGITS[digits + 2];
  }

  private void text(byte[] text) {
    System.arraycopy(text, 0, line, length, text.length);
    length += text.length;
  }

  /** Numbers 000 to 999, written without divisions by ten. */
  private static byte[] threeDigits() {
    byte[] digits = new byte[3 * 1000];
    for (int value = 0; value < 1000; value++) {
      digits[3 * value] = (byte) ('0' + value / 100);
      digits[3 * value + 1] = (byte) ('0' + value / 10 % 10);
      digits[3 * value + 2] = (byte) ('0' + value % 10);
    }
    return digits;
  }

  private static byte[][] words(String... words) {
    byte[][] bytes = new byte[words.length][];
    for (int i = 0; i < words.length; i++) {
      bytes[i] = words[i].getBytes(US_ASCII);
    }
    return bytes;
  }
}
