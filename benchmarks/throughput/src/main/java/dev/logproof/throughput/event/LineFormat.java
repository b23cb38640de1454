package dev.logproof.throughput.event;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Locale;
import java.util.SplittableRandom;

/** Content of the load's lines, around the {@link EventMark} near their end. */
public enum LineFormat {
  /** An access log of Apache. */
  APACHE("", "", 16) {
    @Override
    String start(SplittableRandom random) {
      return String.format(
          Locale.ROOT,
          "%d.%d.%d.%d - Corwin%d %d [2018-10-31T21:31:%02dZ] \"%s %s\" 200 %d ",
          random.nextInt(1, 255),
          random.nextInt(256),
          random.nextInt(256),
          random.nextInt(1, 255),
          random.nextInt(100, 1_000),
          random.nextInt(100, 1_000),
          random.nextInt(60),
          METHODS[random.nextInt(METHODS.length)],
          PATHS[random.nextInt(PATHS.length)],
          random.nextInt(200, 30_000));
    }
  },

  /** A JSON object with texts, an integer and a decimal number, of the same length in each line. */
  JSON("\",\"mark\":\"", "\"}", 47) {
    @Override
    String start(SplittableRandom random) {
      return String.format(
          Locale.ROOT,
          "{\"level\":\"info\",\"status\":%d,\"ms\":%d.%d,\"path\":\"%s ",
          random.nextInt(200, 600),
          random.nextInt(10, 100),
          random.nextInt(1, 10),
          PATHS[random.nextInt(PATHS.length)]);
    }
  };

  private static final String[] PATHS = {"/activate", "/orders", "/login", "/search"};
  private static final String[] METHODS = {"GET", "POST", "PUT"};
  private static final String AGENT = "Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0 ";

  private final String beforeMark;
  private final String behindMark;
  private final int leastStartBytes;

  LineFormat(String beforeMark, String behindMark, int leastStartBytes) {
    this.beforeMark = beforeMark;
    this.behindMark = behindMark;
    this.leastStartBytes = leastStartBytes;
  }

  /** Returns random text of about the least bytes. */
  abstract String start(SplittableRandom random);

  /** Returns what precedes the mark of a line, in {@code bytes} bytes. */
  byte[] beforeMark(int bytes, SplittableRandom random) {
    StringBuilder line = new StringBuilder(start(random));
    while (line.length() < bytes) {
      line.append(AGENT);
    }
    line.setLength(bytes - beforeMark.length());
    return line.append(beforeMark).toString().getBytes(US_ASCII);
  }

  /** Returns what follows the mark. */
  byte[] behindMark() {
    return behindMark.getBytes(US_ASCII);
  }

  /** Returns the bytes of the shortest line, without its mark. */
  int leastBytes() {
    return leastStartBytes + beforeMark.length() + behindMark.length();
  }

  /** Returns the name on the command line and in results. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
