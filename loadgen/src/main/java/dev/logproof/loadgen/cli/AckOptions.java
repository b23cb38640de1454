package dev.logproof.loadgen.cli;

import dev.logproof.commandline.CommandFailure;
import dev.logproof.loadgen.sender.AckLimits;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Options for acknowledgements. */
final class AckOptions {
  private static final int MAX_WINDOW_FRAMES = 100_000;

  @Option(
      names = "--ack",
      description =
          "Request acknowledgements, and resend unacknowledged frames when a connection breaks."
              + " Default: a frame counts as sent when its write succeeds, as with Docker's"
              + " driver.")
  boolean ack;

  @Option(
      names = "--ack-window",
      paramLabel = "N",
      defaultValue = "64",
      description =
          "Maximum unacknowledged frames per connection; 1 waits for each acknowledgement, as"
              + " Docker's driver does when it requests them. Default: ${DEFAULT-VALUE}.")
  int window;

  @Option(
      names = "--ack-timeout",
      paramLabel = "DURATION",
      defaultValue = "60s",
      description =
          "Close a connection that receives no acknowledgement for this time, and resend its"
              + " unacknowledged frames. Default: ${DEFAULT-VALUE}.")
  Duration timeout;

  AckLimits limits() {
    if (window < 1 || window > MAX_WINDOW_FRAMES) {
      throw CommandFailure.badInput(
          "--ack-window " + window + " is not between 1 and " + MAX_WINDOW_FRAMES);
    }
    return new AckLimits(window, Math.max(1, timeout.toMillis()));
  }
}
