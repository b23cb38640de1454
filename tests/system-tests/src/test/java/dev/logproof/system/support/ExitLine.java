package dev.logproof.system.support;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parsed last line of the aggregator. */
public record ExitLine(
    long received,
    long recovered,
    long copied,
    long delivered,
    long rejected,
    long pending,
    long spooled,
    boolean leftOnDisk) {
  private static final Pattern FORM =
      Pattern.compile(
          "^accounting: received=(\\d+)(?: \\(recovered=(\\d+)\\))?"
              + "(?: \\(copied=(\\d+)\\))? delivered=(\\d+)"
              + " rejected=(\\d+)(?: \\([^)]*\\))? pending=(\\d+)(?: \\(spooled=(\\d+)\\))?( left=.*)?$");

  public static ExitLine parse(String line) {
    Matcher matcher = FORM.matcher(line);
    if (!matcher.matches()) {
      throw new AssertionError("'" + line + "' is no accounting line");
    }
    return new ExitLine(
        number(matcher, 1),
        number(matcher, 2),
        number(matcher, 3),
        number(matcher, 4),
        number(matcher, 5),
        number(matcher, 6),
        number(matcher, 7),
        matcher.group(8) != null);
  }

  private static long number(Matcher matcher, int group) {
    return matcher.group(group) == null ? 0 : Long.parseLong(matcher.group(group));
  }

  /** Whether no event is pending in memory or on disk (exit code 0). */
  public boolean isComplete() {
    return pending == 0 && !leftOnDisk;
  }

  /** Whether every event is accounted for. */
  public boolean balanced() {
    return received + copied == delivered + rejected + pending;
  }

  @Override
  public String toString() {
    return received
        + (copied > 0 ? " + " + copied : "")
        + (balanced() ? " = " : " != ")
        + delivered
        + " + "
        + rejected
        + " + "
        + pending
        + (spooled > 0 ? " (spooled)" : "");
  }
}
