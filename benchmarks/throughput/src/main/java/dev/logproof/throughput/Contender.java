package dev.logproof.throughput;

import dev.logproof.commandline.CommandFailure;

/** An aggregator to measure. */
record Contender(String name, String command) {
  static Contender own() {
    return new Contender(
        "logproof",
        "exec env LOGPROOF_JAVA_FLAGS=\"${LOGPROOF_JAVA_FLAGS:-} $BENCHMARK_JAVA_FLAGS\""
            + " \"$LOGPROOF_HOME/bin/aggregator\" serve"
            + " --config \"$LOGPROOF_HOME/benchmarks/throughput/logproof.conf\""
            + " --forward-port \"$BENCHMARK_FORWARD_PORT\" --http-port 0 --metrics-port 0"
            + " --dead-letter-dir dead-letter --spool-dir spool");
  }

  /** Parses {@code NAME=COMMAND}. */
  static Contender parse(String text) {
    int equals = text.indexOf('=');
    if (equals < 1 || equals == text.length() - 1) {
      throw CommandFailure.badInput(
          "--aggregator '" + text + "': expected NAME=COMMAND, such as 'fluent-bit=exec …'");
    }
    return new Contender(text.substring(0, equals), text.substring(equals + 1));
  }
}
