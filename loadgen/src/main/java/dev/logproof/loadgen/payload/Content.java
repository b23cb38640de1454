package dev.logproof.loadgen.payload;

import dev.logproof.loadgen.schedule.Arrival;
import dev.logproof.loadgen.schedule.DueTimes;
import dev.logproof.loadgen.schedule.RateSchedule;
import dev.logproof.record.tracer.TracerWriter;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Content of all sources. The bytes of a source do not depend on the sending process.
 *
 * @param tags assigned to the sources in turn
 * @param rate of all sources together
 * @param weights shares of the rate, assigned to the sources in turn
 */
public record Content(
    int sources,
    List<String> tags,
    RateSchedule rate,
    List<Double> weights,
    TracerChoice tracers,
    Mode mode,
    FrameLimits limits,
    LineChoice lines,
    boolean asksForAcks,
    Arrival arrival) {
  private static final int SAMPLED_FRAMES = 300;

  /** Copies the lists. */
  public Content {
    tags = List.copyOf(tags);
    weights = List.copyOf(weights);
  }

  /**
   * Run that the content is sent for.
   *
   * @param endNanos no frame crosses it
   */
  public record Run(String runId, long seed, long startMillis, long endNanos) {}

  /** Frames of one source. */
  public FrameStream stream(Run run, int source) {
    long sourceSeed = run.seed() * 31 + source;
    SourceEvents events = events(run, source, sourceSeed);
    String tag = tags.get(source % tags.size());
    DockerEnvelope envelope = new DockerEnvelope(tag, sourceSeed, events.maxLineBytes());
    Chunks chunks = asksForAcks ? Chunks.of(run.seed(), source) : Chunks.none();
    return mode == Mode.MESSAGE
        ? new MessageStream(events, envelope, chunks)
        : new BatchStream(events, envelope, mode, limits, run.endNanos(), chunks);
  }

  /** Estimates mean bytes per event from a sample run. */
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

  /** Copies the content with another arrival distribution. */
  public Content with(Arrival other) {
    return new Content(
        sources, tags, rate, weights, tracers, mode, limits, lines, asksForAcks, other);
  }

  private SourceEvents events(Run run, int source, long sourceSeed) {
    LineSource made = new ApacheLines(sourceSeed);
    LineSource sent = lines.of(made, sourceSeed, source, sources);
    SourceEvents.TracerRule rule =
        new SourceEvents.TracerRule(
            tracers.dueNanos(source, sources), lines instanceof LineChoice.Replay ? made : sent);
    double eventBytes = arrival instanceof Arrival.Bursts ? meanEventBytes() : 0;
    DueTimes times = arrival.times(rateOf(source), eventBytes, sourceSeed);
    return new SourceEvents(
        run.startMillis(), times, rule, sent, new TracerWriter(run.runId(), source));
  }

  /** Byte schedule of one source. */
  public RateSchedule rateOf(int source) {
    double all = 0;
    for (int other = 0; other < sources; other++) {
      all += weight(other);
    }
    return rate.share(weight(source) / all);
  }

  /** Rate share of the heaviest source. */
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

  /** Upper bound of tracers due before {@code nanos} from the start. */
  public long tracersBefore(int source, long nanos) {
    if (tracers instanceof TracerChoice.PerSecond perSecond) {
      return perSecond.schedule(source, sources).countBefore(nanos);
    }
    int leastEventBytes = DockerEnvelope.MIN_BYTES + lines.minBytes();
    long paced = (long) (rateOf(source).bytesBefore(nanos) / leastEventBytes) + 1;
    return paced + arrival.maxLinesAhead();
  }
}
