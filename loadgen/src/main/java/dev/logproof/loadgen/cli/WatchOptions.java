package dev.logproof.loadgen.cli;

import dev.logproof.commandline.CommandFailure;
import dev.logproof.loadgen.event.EventStream;
import dev.logproof.loadgen.measure.Validity;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options for run events and validity limits. */
final class WatchOptions {
  private static final String STANDARD_OUTPUT = "-";

  @Option(
      names = "--tolerance",
      paramLabel = "PERCENT",
      defaultValue = "0.5%",
      description =
          "Maximum deviation of the achieved rate in a valid run. Default: ${DEFAULT-VALUE}.")
  String tolerance;

  @Option(
      names = "--max-lateness",
      paramLabel = "DURATION",
      description =
          "Maximum lateness of any event in a valid run, whether or not the receiver caused it."
              + " Default: no limit for lateness caused by the receiver, 2s otherwise.")
  Optional<Duration> maxLateness = Optional.empty();

  @Option(
      names = "--events",
      paramLabel = "FILE|-",
      description =
          "Write events of the run as JSON lines; the first states the format version. Events:"
              + " started, connected, disconnected, stage-changed, stopping, finished, and one per"
              + " second with elapsedSeconds, targetBytesPerSecond, achievedBytesPerSecond,"
              + " messages, bytes, connectionsOpen, reconnects, acked, maxLatenessMillis, cpuCores,"
              + " gcMillis, noticesDropped. '-' writes them to standard output, and the table to"
              + " standard error.")
  Optional<String> events = Optional.empty();

  Validity.Limits limits() {
    return new Validity.Limits(
        share(tolerance),
        maxLateness.map(limit -> limit.toNanos() / 1e6).orElse(Double.POSITIVE_INFINITY));
  }

  private static double share(String percent) {
    try {
      if (percent.endsWith("%")) {
        double value = Double.parseDouble(percent.substring(0, percent.length() - 1));
        if (value >= 0 && value < 100) {
          return value / 100;
        }
      }
    } catch (NumberFormatException e) {
      throw CommandFailure.badInput("--tolerance '" + percent + "': expected e.g. 0.5%", e);
    }
    throw CommandFailure.badInput("--tolerance '" + percent + "': expected e.g. 0.5%");
  }

  boolean isOnStandardOutput() {
    return events.filter(STANDARD_OUTPUT::equals).isPresent();
  }

  EventStream open() {
    return isOnStandardOutput()
        ? EventStream.to(new StandardOutput())
        : events.map(WatchOptions::file).map(EventStream::to).orElse(EventStream.NONE);
  }

  /** Standard output, left open for the result. */
  private static final class StandardOutput extends OutputStream {
    @Override
    public void write(int value) {
      System.out.write(value);
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
      System.out.write(bytes, from, count);
    }

    @Override
    public void flush() {
      System.out.flush();
    }
  }

  private static OutputStream file(String name) {
    try {
      return Files.newOutputStream(Path.of(name));
    } catch (IOException e) {
      throw CommandFailure.badInput("--events " + name + ": cannot be written", e);
    }
  }
}
