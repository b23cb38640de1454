package dev.logproof.reports.figure;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Accounting line of a stopped task.
 *
 * @param pending events neither delivered nor rejected
 * @param spooled pending events left on disk
 */
record StopAccounting(long pending, long spooled) {
  private static final String COUNT = "(\\d{1,18})";
  private static final Pattern LINE =
      Pattern.compile(
          "accounting: received="
              + COUNT
              + "(?: \\(recovered=\\d{1,18}\\))?(?: \\(copied="
              + COUNT
              + "\\))? delivered="
              + COUNT
              + " rejected="
              + COUNT
              + "(?: \\([^()]*\\))? pending="
              + COUNT
              + "(?: \\(spooled="
              + COUNT
              + "\\))?");

  /** Returns empty if it is no accounting line or does not balance. */
  static Optional<StopAccounting> parse(String line) {
    Matcher matcher = LINE.matcher(line.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long received = Long.parseLong(matcher.group(1));
    long copied = matcher.group(2) == null ? 0 : Long.parseLong(matcher.group(2));
    long delivered = Long.parseLong(matcher.group(3));
    long rejected = Long.parseLong(matcher.group(4));
    long pending = Long.parseLong(matcher.group(5));
    long spooled = matcher.group(6) == null ? 0 : Long.parseLong(matcher.group(6));
    boolean balances = received + copied == delivered + rejected + pending && spooled <= pending;
    return balances ? Optional.of(new StopAccounting(pending, spooled)) : Optional.empty();
  }
}
