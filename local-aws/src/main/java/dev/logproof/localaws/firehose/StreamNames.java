package dev.logproof.localaws.firehose;

import dev.logproof.localaws.api.RequestErrors;
import dev.logproof.localaws.limits.FirehoseLimits;

/** Validates stream names. Stateless. */
final class StreamNames {
  private static final int MAX_CHARACTERS = 64;

  private StreamNames() {}

  /** An empty name counts as missing. */
  static void check(String name) {
    if (name.isEmpty()) {
      throw RequestErrors.missing("deliveryStreamName");
    }
    if (name.length() > MAX_CHARACTERS) {
      throw RequestErrors.constraint(
          "deliveryStreamName",
          "'" + name.substring(0, MAX_CHARACTERS) + "...'",
          "have length less than or equal to " + MAX_CHARACTERS);
    }
    if (!FirehoseLimits.STREAM_NAME.matcher(name).matches()) {
      throw RequestErrors.constraint(
          "deliveryStreamName",
          "'" + name + "'",
          "satisfy regular expression pattern: [a-zA-Z0-9_.-]+");
    }
  }
}
