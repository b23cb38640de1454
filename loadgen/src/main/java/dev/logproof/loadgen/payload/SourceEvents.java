package dev.logproof.loadgen.payload;

import dev.logproof.loadgen.schedule.DueTimes;
import dev.logproof.record.tracer.TracerWriter;
import java.nio.ByteBuffer;
import java.util.function.LongUnaryOperator;

/**
 * Events of one source with due times and tracers, which depend on seed, rates and start alone.
 * Confined to one source's thread.
 */
final class SourceEvents {
  private final long startMillis;
  private final DueTimes times;
  private final TracerRule rule;
  private final LineSource lines;
  private final TracerWriter writer;
  private long bytesBefore;
  private long dueNanos;
  private long tracerDueNanos;
  private long sequence;

  /**
   * Decides which events carry a tracer.
   *
   * @param dueNanos due time from which an event carries the tracer of a sequence
   * @param lines to which tracers are appended
   */
  record TracerRule(LongUnaryOperator dueNanos, LineSource lines) {}

  SourceEvents(
      long startMillis, DueTimes times, TracerRule rule, LineSource lines, TracerWriter writer) {
    this.startMillis = startMillis;
    this.times = times;
    this.rule = rule;
    this.lines = lines;
    this.writer = writer;
    this.dueNanos = times.next(0, 0);
    this.tracerDueNanos = rule.dueNanos().applyAsLong(sequence);
  }

  int maxLineBytes() {
    int tracer = rule.lines().maxLineBytes() + 1 + TracerWriter.MAX_BYTES;
    return Math.max(lines.maxLineBytes(), tracer);
  }

  long nextDueNanos() {
    return dueNanos;
  }

  long nextDueMillis() {
    return startMillis + dueNanos / 1_000_000;
  }

  boolean nextIsTracer() {
    return tracerDueNanos <= dueNanos;
  }

  long sequence() {
    return sequence;
  }

  void writeLine(ByteBuffer out) {
    if (nextIsTracer()) {
      rule.lines().write(out, nextDueMillis());
      out.put((byte) ' ');
      writer.write(out, sequence, startMillis * 1000 + dueNanos / 1000);
      sequence++;
      tracerDueNanos = rule.dueNanos().applyAsLong(sequence);
    } else {
      lines.write(out, nextDueMillis());
    }
  }

  /** Sets the due time of the next event. */
  void sent(int count) {
    bytesBefore += count;
    dueNanos = times.next(bytesBefore, count);
  }
}
