package dev.logproof.experiment.suite;

import dev.logproof.experiment.process.ManagedProcess;
import dev.logproof.experiment.process.StepFailedException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Starts the AWS stand-in and points every later program to it. */
final class LocalAws {
  /** Printed last, after all other exports. */
  static final String LAST = "LOGPROOF_S3";

  private static final Pattern EXPORT = Pattern.compile("export ([A-Za-z_][A-Za-z0-9_]*)=(.*)");

  private LocalAws() {}

  static void start(SuiteContext context)
      throws StepFailedException, IOException, InterruptedException {
    ManagedProcess process =
        context.launcher().serve("local-aws", Commands.localAws(context.result().directory()));
    Map<String, String> exports =
        context
            .supervisor()
            .await(
                "local-aws prints its exports, " + LAST + " last",
                Limits.READY,
                () -> exports(process.outputLines()));
    context.launcher().export(exports);
  }

  /** Returns empty until all exports are present. */
  static Optional<Map<String, String>> exports(List<String> lines) {
    Map<String, String> exports = new HashMap<>();
    for (String line : lines) {
      Matcher matcher = EXPORT.matcher(line);
      if (matcher.matches()) {
        exports.put(matcher.group(1), unquoted(matcher.group(2)));
      }
    }
    return exports.containsKey(LAST) ? Optional.of(exports) : Optional.empty();
  }

  private static String unquoted(String value) {
    return isQuotedBy("'", value) || isQuotedBy("\"", value)
        ? value.substring(1, value.length() - 1)
        : value;
  }

  private static boolean isQuotedBy(String quote, String value) {
    return value.length() >= 2 && value.startsWith(quote) && value.endsWith(quote);
  }
}
