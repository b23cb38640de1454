package dev.logproof.throughput;

import dev.logproof.commandline.CommandFailure;
import dev.logproof.throughput.event.DockerEvents;
import dev.logproof.throughput.event.EventMark;
import dev.logproof.throughput.event.Mode;
import dev.logproof.throughput.process.TlsFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options for the events to send and for the measurement. */
final class TrialOptions {
  private static final Duration MESSAGE_TICK = Duration.ofMillis(20);
  private static final Duration PACKED_TICK = Duration.ofMillis(100);

  @Option(
      names = "--connections",
      paramLabel = "N",
      defaultValue = "8",
      description = "Of the load. Default: ${DEFAULT-VALUE}.")
  int connections;

  @Option(
      names = "--mode",
      paramLabel = "message|packed",
      defaultValue = "message",
      description =
          "One event a message, as Docker's driver sends, or frames of up to 128 KiB. Default:"
              + " ${DEFAULT-VALUE}.")
  Mode mode;

  @Option(
      names = "--event-bytes",
      paramLabel = "N",
      defaultValue = "295",
      description =
          "Bytes of forward protocol an event, in packed mode of its entry alone. Default:"
              + " ${DEFAULT-VALUE}.")
  int eventBytes;

  @Option(
      names = "--tag",
      paramLabel = "TAG",
      defaultValue = "backend-apache",
      description = "Of all events. Default: ${DEFAULT-VALUE}.")
  String tag;

  @Option(
      names = "--tick",
      paramLabel = "DURATION",
      description =
          "What becomes due within it on one connection is one write, and in packed mode one frame."
              + " Default: 20ms, in packed mode 100ms.")
  Optional<Duration> tick = Optional.empty();

  @Option(names = "--tls", description = "Speak TLS to the endpoint, as to Firehose itself.")
  boolean tls;

  @Option(
      names = "--warm-up",
      paramLabel = "DURATION",
      defaultValue = "30s",
      description = "Load before the window. Default: ${DEFAULT-VALUE}.")
  Duration warmUp;

  @Option(
      names = "--duration",
      paramLabel = "DURATION",
      defaultValue = "30s",
      description = "Of the window that is measured. Default: ${DEFAULT-VALUE}.")
  Duration duration;

  @Option(
      names = "--flush-interval",
      paramLabel = "DURATION",
      defaultValue = "1s",
      description =
          "How long the aggregator may hold events back; its configuration has to follow."
              + " Default: ${DEFAULT-VALUE}.")
  Duration flushInterval;

  @Option(
      names = "--aggregate-records",
      description = "Many events a record; its configuration has to follow.")
  boolean aggregateRecords;

  @Option(
      names = "--drain-limit",
      paramLabel = "DURATION",
      defaultValue = "10s",
      description =
          "At the end, stop the aggregator when nothing has arrived for so long. Default:"
              + " ${DEFAULT-VALUE}.")
  Duration drainLimit;

  TrialSettings settings(Path directory) throws IOException, InterruptedException {
    check(
        connections >= 1 && connections < EventMark.MAX_SOURCES,
        "--connections " + connections,
        "1 to " + (EventMark.MAX_SOURCES - 1));
    int least = DockerEvents.minBytes(tag);
    check(
        eventBytes >= least && eventBytes <= DockerEvents.maxBytes(),
        "--event-bytes " + eventBytes,
        least + " to " + DockerEvents.maxBytes());
    Duration ticks = tick.orElse(mode == Mode.PACKED ? PACKED_TICK : MESSAGE_TICK);
    check(!ticks.isZero(), "--tick is zero", "a time such as 20ms");
    check(!duration.isZero(), "--duration is zero", "a time such as 30s");
    return new TrialSettings(
        connections,
        tag,
        mode,
        eventBytes,
        ticks,
        warmUp,
        duration,
        flushInterval,
        aggregateRecords,
        drainLimit,
        tls ? Optional.of(TlsFiles.make(directory)) : Optional.empty());
  }

  private static void check(boolean holds, String given, String expected) {
    if (!holds) {
      throw CommandFailure.badInput(given + ": expected " + expected);
    }
  }
}
