package dev.logproof.loadgen.sender;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.logproof.loadgen.measure.Latencies;
import dev.logproof.record.tracer.SequenceRanges;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Unacknowledged frames of one source in order, limited in number and resent when a connection
 * breaks. Thread-safe: the source adds, a reader of its connection acknowledges.
 */
public final class AckWindow {
  private final int maxFrames;
  private final long maxWaitMillis;
  private final LongSupplier elapsedNanos;
  private final Latencies latencies;
  private final Map<String, Frame> frames = new LinkedHashMap<>();
  private long added;
  private long begun;
  private long acknowledged;
  private boolean broken;
  private int connections;

  /**
   * A frame to send.
   *
   * @param bytes buffer with its own position
   * @param from first tracer
   * @param to end of the tracers, exclusive
   */
  record Content(ByteBuffer bytes, int events, long dueNanos, long beganNanos, long from, long to) {
    Content view() {
      return new Content(bytes.duplicate(), events, dueNanos, beganNanos, from, to);
    }
  }

  /**
   * An unacknowledged frame.
   *
   * @param number position in the order of sending, from 0
   */
  record Frame(long number, Content content) {}

  /**
   * Creates an empty window.
   *
   * @param maxWaitMillis time without an acknowledgement after which a connection counts as broken
   */
  public AckWindow(
      int maxFrames, long maxWaitMillis, LongSupplier elapsedNanos, Latencies latencies) {
    this.maxFrames = maxFrames;
    this.maxWaitMillis = maxWaitMillis;
    this.elapsedNanos = elapsedNanos;
    this.latencies = latencies;
  }

  /** A window without frames, of a source that requests no acknowledgements. */
  public static AckWindow unused(LongSupplier elapsedNanos, Latencies latencies) {
    return new AckWindow(0, 0, elapsedNanos, latencies);
  }

  /** Whether acknowledgements are requested. */
  boolean isUsed() {
    return maxFrames > 0;
  }

  /** Call before the first send. */
  synchronized void add(byte[] chunk, Content content) {
    frames.put(new String(chunk, US_ASCII), new Frame(added++, content));
  }

  /** Records that bytes of the first {@code count} frames were written. */
  synchronized void begun(long count) {
    begun = Math.max(begun, count);
  }

  synchronized boolean isBegun(Frame frame) {
    return frame.number() < begun;
  }

  synchronized long added() {
    return added;
  }

  synchronized long acknowledgedFrames() {
    return acknowledged;
  }

  synchronized int room() {
    return maxFrames - frames.size();
  }

  /** Ignores unknown and repeated ids. */
  synchronized void acknowledge(String chunk) {
    Frame frame = frames.remove(chunk);
    if (frame != null) {
      acknowledged++;
      long now = elapsedNanos.getAsLong();
      Content sent = frame.content();
      latencies.acknowledged(sent.dueNanos(), sent.beganNanos(), now, sent.events());
      notifyAll();
    }
  }

  /** Ignored when there is a newer connection. */
  synchronized void connectionBroke(int connection) {
    if (connection == connections) {
      broken = true;
      notifyAll();
    }
  }

  /** Returns the number of the new connection. */
  synchronized int connected() {
    broken = false;
    return ++connections;
  }

  /** Returns false when the connection broke or acknowledgements timed out. */
  synchronized boolean awaitRoom() throws InterruptedException {
    return awaitAtMost(maxFrames - 1);
  }

  /** Returns false like {@link #awaitRoom}. */
  synchronized boolean awaitEmpty() throws InterruptedException {
    return awaitAtMost(0);
  }

  private boolean awaitAtMost(int inFlight) throws InterruptedException {
    int before = frames.size();
    long untilNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(maxWaitMillis);
    while (frames.size() > inFlight) {
      long leftMillis = TimeUnit.NANOSECONDS.toMillis(untilNanos - System.nanoTime());
      if (broken || leftMillis <= 0) {
        return false;
      }
      wait(leftMillis);
      if (frames.size() < before) {
        before = frames.size();
        untilNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(maxWaitMillis);
      }
    }
    return true;
  }

  synchronized List<Frame> unacknowledged() {
    List<Frame> left = new ArrayList<>();
    frames.values().forEach(frame -> left.add(new Frame(frame.number(), frame.content().view())));
    return left;
  }

  /** Acknowledged tracers among the first {@code written}. */
  synchronized SequenceRanges acknowledged(long written) {
    SequenceRanges.Builder ranges = new SequenceRanges.Builder();
    long next = 0;
    for (Frame frame : frames.values()) {
      Content missing = frame.content();
      if (missing.to() > missing.from()) {
        if (missing.from() > next) {
          ranges.addRange(next, missing.from() - 1);
        }
        next = missing.to();
      }
    }
    if (written > next) {
      ranges.addRange(next, written - 1);
    }
    return ranges.build();
  }
}
