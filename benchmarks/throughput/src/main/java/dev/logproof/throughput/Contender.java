package dev.logproof.throughput;

import dev.logproof.commandline.CommandFailure;
import dev.logproof.throughput.event.LineFormat;
import java.util.List;

/**
 * An aggregator to measure.
 *
 * @param lines of the load that it gets
 */
record Contender(String name, String command, LineFormat lines) {
  static Contender own() {
    return own("logproof", "logproof.conf", LineFormat.APACHE);
  }

  /** Returns logproof's aggregator with one filter each, and what they are compared with. */
  static List<Contender> ownWithFilters() {
    return List.of(
        own("two constants", "filters/two-constants.conf", LineFormat.APACHE),
        own("grep", "filters/grep.conf", LineFormat.APACHE),
        own("grep by regexp", "filters/grep-by-regexp.conf", LineFormat.APACHE),
        own("logproof, JSON lines", "logproof.conf", LineFormat.JSON),
        own("parser json", "filters/parser-json.conf", LineFormat.JSON));
  }

  private static Contender own(String name, String config, LineFormat lines) {
    return new Contender(
        name,
        "exec env LOGPROOF_JAVA_FLAGS=\"${LOGPROOF_JAVA_FLAGS:-} $BENCHMARK_JAVA_FLAGS\""
            + " \"$LOGPROOF_HOME/bin/aggregator\" serve"
            + " --config \"$LOGPROOF_HOME/benchmarks/throughput/"
            + config
            + "\""
            + " --forward-port \"$BENCHMARK_FORWARD_PORT\" --http-port 0 --metrics-port 0"
            + " --dead-letter-dir dead-letter --spool-dir spool",
        lines);
  }

  /** Parses {@code NAME=COMMAND}. */
  static Contender parse(String text) {
    int equals = text.indexOf('=');
    if (equals < 1 || equals == text.length() - 1) {
      throw CommandFailure.badInput(
          "--aggregator '" + text + "': expected NAME=COMMAND, such as 'fluent-bit=exec …'");
    }
    return new Contender(text.substring(0, equals), text.substring(equals + 1), LineFormat.APACHE);
  }
}
