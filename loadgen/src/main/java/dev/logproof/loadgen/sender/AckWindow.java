package dev.logproof.loadgen.sender;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.logproof.record.tracer.SequenceRanges;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;

/**
 * The frames of one source that were sent and are not yet acknowledged, in the order they were
 * sent: at most so many, and all of them are sent again when a connection breaks. Thread-safe: the
 * source adds, a reader of its connection acknowledges.
 */
public final class AckWindow {
  private final int maxFrames;
  private final long maxWaitMillis;
  private final LongSupplier elapsedNanos;
  private final Map<String, InFlight> frames = new LinkedHashMap<>();
  private final Histogram ackMicros = new Histogram(3);
  private boolean broken;
  private int connections;

  /** A frame and the tracers {@code [from, to)} in it. */
  private record InFlight(ByteBuffer bytes, long dueNanos, long from, long to) {}

  /**
   * An empty window.
   *
   * @param maxFrames on their way at most
   * @param maxWaitMillis after which a connection without an acknowledgement counts as broken
   * @param elapsedNanos since the start of the schedule
   */
  public AckWindow(int maxFrames, long maxWaitMillis, LongSupplier elapsedNanos) {
    this.maxFrames = maxFrames;
    this.maxWaitMillis = maxWaitMillis;
    this.elapsedNanos = elapsedNanos;
  }

  /** A frame that is about to be sent. */
  synchronized void add(byte[] chunk, ByteBuffer bytes, long dueNanos, long from, long to) {
    frames.put(new String(chunk, US_ASCII), new InFlight(bytes, dueNanos, from, to));
  }

  /** How many more frames may be sent. */
  synchronized int room() {
    return maxFrames - frames.size();
  }

  /**
   * The receiver acknowledged {@code chunk}; an unknown one, or one for the second time, is none.
   */
  synchronized void acknowledge(String chunk) {
    InFlight frame = frames.remove(chunk);
    if (frame != null) {
      long micros = (elapsedNanos.getAsLong() - frame.dueNanos()) / 1_000;
      ackMicros.recordValue(Math.max(0, micros));
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

  /** The bytes of every frame that is not acknowledged, in the order they were sent. */
  synchronized List<ByteBuffer> unacknowledged() {
    List<ByteBuffer> bytes = new ArrayList<>();
    frames.values().forEach(frame -> bytes.add(frame.bytes().duplicate()));
    return bytes;
  }

  /** Of the first {@code written} tracers, those that were acknowledged. */
  synchronized SequenceRanges acknowledged(long written) {
    SequenceRanges.Builder ranges = new SequenceRanges.Builder();
    long next = 0;
    for (InFlight frame : frames.values()) {
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

  /** Microseconds from each event's intended time to its acknowledgement. */
  synchronized Histogram ackMicros() {
    return ackMicros.copy();
  }
}
