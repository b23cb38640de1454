package dev.logproof.loadgen.cli;

import dev.logproof.commandline.ByteRate;
import dev.logproof.commandline.CommandFailure;
import dev.logproof.loadgen.payload.Content;
import dev.logproof.loadgen.schedule.Arrival;
import java.util.Locale;
import picocli.CommandLine.Option;

/** Options for the arrival of events. */
final class ArrivalOptions {
  private static final double NANOS_PER_SECOND = 1e9;

  @Option(
      names = "--arrival",
      paramLabel = "paced|poisson|bursts:LINES@PAUSE",
      defaultValue = "paced",
      description =
          "How the lines of each connection are spread over time, at the same rate. paced: evenly,"
              + " with one write per --tick. poisson: with exponentially distributed gaps. bursts:"
              + " LINES back to back, such as bursts:100@30ms; bursts start at least PAUSE apart,"
              + " or exactly PAUSE without --rate. With poisson and bursts every frame is written"
              + " separately, as by Docker's driver. Default: ${DEFAULT-VALUE}.")
  String arrival;

  Arrival arrival() {
    try {
      return Arrival.parse(arrival);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.badInput("--arrival " + e.getMessage(), e);
    }
  }

  /** Rate at which the heaviest source's bursts start one pause apart. */
  static double rateOf(Arrival.Bursts bursts, Content content) {
    double perSource =
        bursts.lines() * content.meanEventBytes() / (bursts.pauseNanos() / NANOS_PER_SECOND);
    return perSource / content.largestShare();
  }

  static void check(Content content, double peakBytesPerSecond) {
    if (!(content.arrival() instanceof Arrival.Bursts bursts)) {
      return;
    }
    double most = rateOf(bursts, content);
    // The mean event length is an estimate.
    if (peakBytesPerSecond > most * 1.05) {
      throw CommandFailure.badInput(
          String.format(
              Locale.ROOT,
              "--arrival %s: %d lines every %.3f ms are at most %.3f MB/s over these connections,"
                  + " below the rate of %s: expected a lower --rate, longer bursts, a shorter"
                  + " pause, or %.0f times the --connections",
              bursts,
              bursts.lines(),
              bursts.pauseNanos() / 1e6,
              most / 1e6,
              new ByteRate(peakBytesPerSecond),
              Math.ceil(peakBytesPerSecond / most)));
    }
  }
}
