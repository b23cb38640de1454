package dev.logproof.experiment.task;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses of a task, {@code host:port} each.
 *
 * @param http empty when the task has none, as {@code metrics}
 */
public record Addresses(String forward, String http, String metrics) {
  private static final Pattern READY =
      Pattern.compile("ready forward=(\\S+:\\d+) http=(\\S+:\\d+) metrics=(\\S+:\\d+)");

  /** Parses a complete ready line; empty for any other. */
  public static Optional<Addresses> parse(String line) {
    Matcher matcher = READY.matcher(line);
    return matcher.matches()
        ? Optional.of(
            new Addresses(
                local(matcher.group(1)), local(matcher.group(2)), local(matcher.group(3))))
        : Optional.empty();
  }

  static Addresses forwardOnly(int port) {
    return new Addresses("127.0.0.1:" + port, "", "");
  }

  /** Port of {@code forward}. */
  public int forwardPort() {
    return Integer.parseInt(forward.substring(forward.lastIndexOf(':') + 1));
  }

  private static String local(String address) {
    return address.replaceFirst(
        "^(0\\.0\\.0\\.0|\\[::]|\\[0:0:0:0:0:0:0:0(%\\d+)?]):", "127.0.0.1:");
  }
}
