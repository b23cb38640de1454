package dev.logproof.loadgen.payload;

import dev.logproof.loadgen.schedule.Arrival;
import dev.logproof.loadgen.schedule.DueTimes;
import dev.logproof.loadgen.schedule.RateSchedule;
import dev.logproof.loadgen.schedule.TracerSchedule;
import dev.logproof.record.tracer.TracerWriter;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a whole run sends, over all its sources; a source's bytes are the same whichever process
 * sends them. Immutable; any thread.
 *
 * @param sources how many
 * @param tags dealt to the sources in turn
 * @param rate of all sources together
 * @param weights dealt to the sources in turn: a source's share of the rate
 * @param tracersPerSecond of all sources together; empty when every line carries one
 * @param mode of the frames
 * @param limits of frames of many events
 * @param lineSize of made-up lines; empty for the article's own
 * @param replay a file whose lines are sent instead
 * @param asksForAcks whether frames carry chunk ids
 * @param arrival how events are spread over time
 */
public record Content(
    int sources,
    List<String> tags,
    RateSchedule rate,
    List<Double> weights,
    Optional<Double> tracersPerSecond,
    Mode mode,
    FrameLimits limits,
    Optional<LineSize> lineSize,
    Optional<Replay> replay,
    boolean asksForAcks,
    Arrival arrival) {
  private static final int SAMPLED_FRAMES = 300;

  /** Copies the lists. */
  public Content {
    tags = List.copyOf(tags);
    weights = List.copyOf(weights);
  }

  /**
   * Lines of a file.
   *
   * @param longestLineBytes as found by {@link #of}
   */
  public record Replay(Path file, int longestLineBytes) {
    /**
     * Looks through {@code file} once.
     *
     * @throws java.io.IOException when it cannot be read, or holds what cannot be sent
     */
    public static Replay of(Path file) throws java.io.IOException {
      return new Replay(file, ReplayLines.longest(file));
    }
  }

  /**
   * Which run it is sent for.
   *
   * @param endNanos of the schedule: no frame holds events due before it and events due after it
   */
  public record Run(String runId, long seed, long startMillis, long endNanos) {}

  /** The frames of one source. */
  public FrameStream stream(Run run, int source) {
    long sourceSeed = run.seed() * 31 + source;
    SourceEvents events = events(run, source, sourceSeed);
    String tag = tags.get(source % tags.size());
    DockerEnvelope envelope = new DockerEnvelope(tag, sourceSeed, events.maxLineBytes());
    Optional<Chunks> chunks =
        asksForAcks ? Optional.of(new Chunks(run.seed(), source)) : Optional.empty();
    return mode == Mode.MESSAGE
        ? new MessageStream(events, envelope, chunks)
        : new BatchStream(events, envelope, tag, mode, limits, run.endNanos(), chunks);
  }

  /** Bytes of an event on average, from the first of a made-up run. */
  public double meanEventBytes() {
    return with(new Arrival.Paced()).sampleEventBytes();
  }

  private double sampleEventBytes() {
    FrameStream stream = stream(new Run("sample", 0, 0, Long.MAX_VALUE), 0);
    ByteBuffer scratch = ByteBuffer.allocate(stream.maxFrameBytes());
    long bytes = 0;
    long events = 0;
    for (int frame = 0; frame < SAMPLED_FRAMES; frame++) {
      scratch.clear();
      stream.write(scratch);
      bytes += stream.lastRateBytes();
      events += stream.lastEvents();
    }
    return (double) bytes / events;
  }

  /** The same events at other times. */
  public Content with(Arrival other) {
    return new Content(
        sources,
        tags,
        rate,
        weights,
        tracersPerSecond,
        mode,
        limits,
        lineSize,
        replay,
        asksForAcks,
        other);
  }

  private SourceEvents events(Run run, int source, long sourceSeed) {
    LineSource made = new ApacheLines(sourceSeed);
    LineSource lines =
        lineSize.<LineSource>map(size -> new SizedLines(made, size, sourceSeed)).orElse(made);
    LineSource sent =
        replay
            .<LineSource>map(
                file -> new ReplayLines(file.file(), source, sources, file.longestLineBytes()))
            .orElse(lines);
    SourceEvents.TracerRule rule =
        new SourceEvents.TracerRule(
            tracersPerSecond.map(perSecond -> new TracerSchedule(perSecond, source, sources)),
            replay.isEmpty());
    double eventBytes = arrival instanceof Arrival.Bursts ? meanEventBytes() : 0;
    DueTimes times = arrival.times(rateOf(source), eventBytes, sourceSeed);
    return new SourceEvents(
        run.startMillis(), times, rule, sent, made, new TracerWriter(run.runId(), source));
  }

  /** When the bytes of one source are due. */
  public RateSchedule rateOf(int source) {
    double all = 0;
    for (int other = 0; other < sources; other++) {
      all += weight(other);
    }
    return rate.share(weight(source) / all);
  }

  /** The share of the rate that the heaviest source sends. */
  public double largestShare() {
    double all = 0;
    double largest = 0;
    for (int source = 0; source < sources; source++) {
      all += weight(source);
      largest = Math.max(largest, weight(source));
    }
    return largest / all;
  }

  private double weight(int source) {
    return weights.get(source % weights.size());
  }

  /** How many tracers of a source may be due before {@code nanos} from the start; not fewer. */
  public long tracersBefore(int source, long nanos) {
    if (tracersPerSecond.isPresent()) {
      return new TracerSchedule(tracersPerSecond.get(), source, sources).countBefore(nanos);
    }
    int leastEventBytes =
        DockerEnvelope.MIN_BYTES + lineSize.map(LineSize::min).orElse(ApacheLines.MIN_LINE_BYTES);
    long paced = (long) (rateOf(source).bytesBefore(nanos) / leastEventBytes) + 1;
    return paced + arrival.maxLinesAhead();
  }
}
