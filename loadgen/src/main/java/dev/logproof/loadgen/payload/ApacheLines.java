package dev.logproof.loadgen.payload;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;

/**
 * Lines as the article's Apache writes them: {@code 122.116.50.70 - Corwin8644 264
 * [2018-10-31T21:31:59Z] "POST /activate" 200 19886}. The same seed makes the same lines but for
 * the time in them. Writes digits itself, so that a line is no object. Confined to one source.
 */
final class ApacheLines implements LineSource {
  /** No line is longer. */
  static final int MAX_LINE_BYTES = 128;

  /** No line is shorter. */
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

  private final SplittableRandom random;
  private long second = Long.MIN_VALUE;
  private byte[] time = new byte[0];

  /** Lines of {@code seed}. */
  ApacheLines(long seed) {
    this.random = new SplittableRandom(seed);
  }

  @Override
  public int maxLineBytes() {
    return MAX_LINE_BYTES;
  }

  @Override
  public int minLineBytes() {
    return MIN_LINE_BYTES;
  }

  @Override
  public void write(ByteBuffer out, long epochMillis) {
    address(out);
    text(out, " - ");
    out.put(pick(USERS));
    number(out, random.nextInt(1000, 10_000));
    out.put((byte) ' ');
    number(out, random.nextInt(100, 1_000));
    out.put((byte) ' ').put((byte) '[').put(time(epochMillis)).put((byte) ']');
    text(out, " \"");
    out.put(pick(METHODS)).put((byte) ' ').put(pick(PATHS));
    text(out, "\" ");
    number(out, STATUSES[random.nextInt(STATUSES.length)]);
    out.put((byte) ' ');
    number(out, random.nextInt(200, 30_000));
  }

  private void address(ByteBuffer out) {
    for (int part = 0; part < 4; part++) {
      if (part > 0) {
        out.put((byte) '.');
      }
      number(out, random.nextInt(1, 255));
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
    return choices[random.nextInt(choices.length)];
  }

  private static void number(ByteBuffer out, int value) {
    int divisor = 1;
    while (value / divisor >= 10) {
      divisor *= 10;
    }
    for (; divisor > 0; divisor /= 10) {
      out.put((byte) ('0' + value / divisor % 10));
    }
  }

  private static void text(ByteBuffer out, String text) {
    for (int i = 0; i < text.length(); i++) {
      out.put((byte) text.charAt(i));
    }
  }

  private static byte[][] words(String... words) {
    byte[][] bytes = new byte[words.length][];
    for (int i = 0; i < words.length; i++) {
      bytes[i] = words[i].getBytes(US_ASCII);
    }
    return bytes;
  }
}
