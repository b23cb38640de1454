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
          "Ask for acknowledgements, and send again what is not acknowledged when a connection"
              + " breaks. Default: a write without an error is all there is, as with Docker's"
              + " driver.")
  boolean ack;

  @Option(
      names = "--ack-window",
      paramLabel = "N",
      defaultValue = "64",
      description =
          "Frames of one connection on their way at most; 1 waits for each, as Docker's driver does"
              + " when it is told to. Default: ${DEFAULT-VALUE}.")
  int window;

  @Option(
      names = "--ack-timeout",
      paramLabel = "DURATION",
      defaultValue = "60s",
      description =
          "Without any acknowledgement for that long a connection is given up and all is sent again."
              + " Default: ${DEFAULT-VALUE}.")
  Duration timeout;

  AckLimits limits() {
    if (window < 1 || window > MAX_WINDOW_FRAMES) {
      throw CommandFailure.badInput(
          "--ack-window " + window + " is not between 1 and " + MAX_WINDOW_FRAMES);
    }
    return new AckLimits(window, Math.max(1, timeout.toMillis()));
  }
}
