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
 * The frames of one source that are on their way or about to be, and not yet acknowledged, in the
 * order they are sent: at most so many, and all of them are sent again when a connection breaks.
 * Thread-safe: the source adds, a reader of its connection acknowledges.
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
   * A frame.
   *
   * @param number of it, from 0, in the order they are sent
   * @param bytes a view of its own
   * @param events in it
   * @param dueNanos when it was due
   * @param beganNanos when its first write began
   * @param from first tracer in it
   * @param to behind the last tracer in it
   */
  record Frame(
      long number,
      ByteBuffer bytes,
      int events,
      long dueNanos,
      long beganNanos,
      long from,
      long to) {
    Frame view() {
      return new Frame(number, bytes.duplicate(), events, dueNanos, beganNanos, from, to);
    }
  }

  /**
   * An empty window.
   *
   * @param maxFrames on their way at most
   * @param maxWaitMillis after which a connection without an acknowledgement counts as broken
   * @param elapsedNanos since the start of the schedule
   * @param latencies where the time to each acknowledgement is recorded
   */
  public AckWindow(
      int maxFrames, long maxWaitMillis, LongSupplier elapsedNanos, Latencies latencies) {
    this.maxFrames = maxFrames;
    this.maxWaitMillis = maxWaitMillis;
    this.elapsedNanos = elapsedNanos;
    this.latencies = latencies;
  }

  /** A frame that is about to be sent for the first time. */
  synchronized void add(
      byte[] chunk,
      ByteBuffer bytes,
      int events,
      long dueNanos,
      long beganNanos,
      long from,
      long to) {
    frames.put(
        new String(chunk, US_ASCII),
        new Frame(added++, bytes, events, dueNanos, beganNanos, from, to));
  }

  /** Of all frames added, at least the first bytes of so many were handed over. */
  synchronized void begun(long count) {
    begun = Math.max(begun, count);
  }

  /** True when bytes of that frame were handed over before. */
  synchronized boolean isBegun(Frame frame) {
    return frame.number() < begun;
  }

  /** How many frames were added. */
  synchronized long added() {
    return added;
  }

  /** How many were acknowledged. */
  synchronized long acknowledgedFrames() {
    return acknowledged;
  }

  /** How many more frames may be sent. */
  synchronized int room() {
    return maxFrames - frames.size();
  }

  /**
   * The receiver acknowledged {@code chunk}; an unknown one, or one for the second time, is none.
   */
  synchronized void acknowledge(String chunk) {
    Frame frame = frames.remove(chunk);
    if (frame != null) {
      acknowledged++;
      long now = elapsedNanos.getAsLong();
      latencies.acknowledged(frame.dueNanos(), frame.beganNanos(), now, frame.events());
      notifyAll();
    }
  }

  /** The connection brings no more acknowledgements; of no matter when there is a newer one. */
  synchronized void connectionBroke(int connection) {
    if (connection == connections) {
      broken = true;
      notifyAll();
    }
  }

  /** A new connection is there; its number. */
  synchronized int connected() {
    broken = false;
    return ++connections;
  }

  /** Waits until there is room; false when the connection broke, or nothing came for too long. */
  synchronized boolean awaitRoom() throws InterruptedException {
    return awaitAtMost(maxFrames - 1);
  }

  /** Waits until all is acknowledged; false as {@link #awaitRoom}. */
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

  /** Every frame that is not acknowledged, in the order they were sent. */
  synchronized List<Frame> unacknowledged() {
    List<Frame> left = new ArrayList<>();
    frames.values().forEach(frame -> left.add(frame.view()));
    return left;
  }

  /** Of the first {@code written} tracers, those that were acknowledged. */
  synchronized SequenceRanges acknowledged(long written) {
    SequenceRanges.Builder ranges = new SequenceRanges.Builder();
    long next = 0;
    for (Frame frame : frames.values()) {
      if (frame.to() > frame.from()) {
        if (frame.from() > next) {
          ranges.addRange(next, frame.from() - 1);
        }
        next = frame.to();
      }
    }
    if (written > next) {
      ranges.addRange(next, written - 1);
    }
    return ranges.build();
  }
}
