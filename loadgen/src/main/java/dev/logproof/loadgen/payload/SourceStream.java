package dev.logproof.loadgen.payload;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.logproof.loadgen.schedule.ByteSchedule;
import dev.logproof.loadgen.schedule.TracerSchedule;
import dev.logproof.record.tracer.Tracer;
import dev.logproof.record.tracer.TracerText;
import java.nio.ByteBuffer;

/**
 * The events of one source in order: each knows when it is due, and is a tracer when a tracer is
 * due by then. What is sent depends on seed, rates and start alone, never on how fast it goes out.
 * Confined to one source's thread.
 */
public final class SourceStream implements FrameStream {
  /** A tracer's text is never longer, with a run id of 40 characters. */
  private static final int MAX_TRACER_BYTES = 112;

  private static final byte[] NO_CHUNK = {};

  private final Identity identity;
  private final ByteSchedule bytes;
  private final TracerSchedule tracers;
  private final ApacheLines lines;
  private final DockerEnvelope envelope;
  private long bytesBefore;
  private long sequence;

  /**
   * Which source of which run.
   *
   * @param startMillis start of the schedule, milliseconds since the epoch
   */
  public record Identity(String runId, int source, String tag, long seed, long startMillis) {}

  /** The stream of one source. */
  public SourceStream(Identity identity, ByteSchedule bytes, TracerSchedule tracers) {
    this.identity = identity;
    this.bytes = bytes;
    this.tracers = tracers;
    long sourceSeed = identity.seed() * 31 + identity.source();
    this.lines = new ApacheLines(sourceSeed);
    this.envelope = new DockerEnvelope(identity.tag(), sourceSeed);
  }

  @Override
  public int maxFrameBytes() {
    return envelope.overheadBytes() + ApacheLines.MAX_LINE_BYTES + 1 + MAX_TRACER_BYTES;
  }

  @Override
  public long nextDueNanos() {
    return bytes.dueNanos(bytesBefore);
  }

  private boolean nextIsTracer() {
    return tracers.dueNanos(sequence) <= nextDueNanos();
  }

  @Override
  public long nextSequence() {
    return sequence;
  }

  @Override
  public long sequenceAfterNext() {
    return nextIsTracer() ? sequence + 1 : sequence;
  }

  @Override
  public int lastEvents() {
    return 1;
  }

  @Override
  public byte[] lastChunk() {
    return NO_CHUNK;
  }

  @Override
  public void write(ByteBuffer out) {
    int start = out.position();
    boolean tracer = nextIsTracer();
    long dueMillis = identity.startMillis() + nextDueNanos() / 1_000_000;
    envelope.begin(out, Math.floorDiv(dueMillis, 1000));
    lines.write(out, dueMillis);
    if (tracer) {
      out.put((byte) ' ').put(tracerText().getBytes(US_ASCII));
      sequence++;
    }
    envelope.end(out);
    bytesBefore += out.position() - start;
  }

  private String tracerText() {
    long micros = identity.startMillis() * 1000 + nextDueNanos() / 1000;
    return TracerText.format(new Tracer(identity.runId(), identity.source(), sequence, micros));
  }
}
