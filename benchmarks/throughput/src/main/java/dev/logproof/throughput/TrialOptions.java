package dev.logproof.throughput;

import dev.logproof.commandline.CommandFailure;
import dev.logproof.throughput.event.DockerEvents;
import dev.logproof.throughput.event.EventMark;
import dev.logproof.throughput.event.LineFormat;
import dev.logproof.throughput.event.Mode;
import dev.logproof.throughput.process.TlsFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options for events and measurement. */
final class TrialOptions {
  private static final Duration MESSAGE_TICK = Duration.ofMillis(20);
  private static final Duration PACKED_TICK = Duration.ofMillis(100);

  @Option(
      names = "--connections",
      paramLabel = "N",
      defaultValue = "8",
      description = "Connections of the load. Default: ${DEFAULT-VALUE}.")
  int connections;

  @Option(
      names = "--mode",
      paramLabel = "message|packed",
      defaultValue = "message",
      description =
          "message: one event per frame, as Docker's driver sends; packed: frames of up to 128 KiB."
              + " Default: ${DEFAULT-VALUE}.")
  Mode mode;

  @Option(
      names = "--event-bytes",
      paramLabel = "N",
      defaultValue = "295",
      description =
          "Bytes of forward protocol per event; in packed mode, of the entry only. Default:"
              + " ${DEFAULT-VALUE}.")
  int eventBytes;

  @Option(
      names = "--tag",
      paramLabel = "TAG",
      defaultValue = "backend-apache",
      description = "Tag of all events. Default: ${DEFAULT-VALUE}.")
  String tag;

  @Option(
      names = "--tick",
      paramLabel = "DURATION",
      description =
          "Events of one connection that become due within one tick are sent in one write; in"
              + " packed mode, in one frame. Default: 20ms, in packed mode 100ms.")
  Optional<Duration> tick = Optional.empty();

  @Option(names = "--tls", description = "Use TLS to the endpoint, as Firehose requires.")
  boolean tls;

  @Option(
      names = "--warm-up",
      paramLabel = "DURATION",
      defaultValue = "30s",
      description = "Duration of the load before the measured window. Default: ${DEFAULT-VALUE}.")
  Duration warmUp;

  @Option(
      names = "--duration",
      paramLabel = "DURATION",
      defaultValue = "30s",
      description = "Duration of the measured window. Default: ${DEFAULT-VALUE}.")
  Duration duration;

  @Option(
      names = "--flush-interval",
      paramLabel = "DURATION",
      defaultValue = "1s",
      description =
          "Maximum time that the aggregator buffers events; its configuration must apply it."
              + " Default: ${DEFAULT-VALUE}.")
  Duration flushInterval;

  @Option(
      names = "--aggregate-records",
      description = "Many events per record; the aggregator's configuration must apply it.")
  boolean aggregateRecords;

  @Option(
      names = "--drain-limit",
      paramLabel = "DURATION",
      defaultValue = "10s",
      description =
          "At the end, stop the aggregator when nothing has arrived for this time. Default:"
              + " ${DEFAULT-VALUE}.")
  Duration drainLimit;

  /** Checks the options for load with these lines. */
  TrialSettings settings(Path directory, List<LineFormat> lines)
      throws IOException, InterruptedException {
    check(
        connections >= 1 && connections < EventMark.MAX_SOURCES,
        "--connections " + connections,
        "1 to " + (EventMark.MAX_SOURCES - 1));
    int least =
        lines.stream().mapToInt(format -> DockerEvents.minBytes(format, tag)).max().orElseThrow();
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
        tls ? new EndpointTransport.Tls(TlsFiles.make(directory)) : new EndpointTransport.Plain());
  }

  private static void check(boolean holds, String given, String expected) {
    if (!holds) {
      throw CommandFailure.badInput(given + ": expected " + expected);
    }
  }
}
