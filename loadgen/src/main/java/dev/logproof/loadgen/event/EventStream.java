package dev.logproof.loadgen.event;

import dev.logproof.record.result.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Writes run events as JSON lines on its own thread, so that a stalled reader cannot delay the
 * load. Drops events when {@value #MAX_WAITING} are waiting. Thread-safe.
 */
public final class EventStream implements Consumer<RunEvent>, AutoCloseable {
  private static final int MAX_WAITING = 8_192;
  private static final long MAX_CLOSE_MILLIS = 2_000;
  private static final long POLL_MILLIS = 1_000;

  private final BlockingQueue<RunEvent> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private final AtomicLong dropped = new AtomicLong();
  private final Optional<Thread> writer;
  private volatile boolean closing;

  private EventStream(Optional<OutputStream> out) {
    writer = out.map(stream -> new Thread(() -> write(stream), "notices"));
    writer.ifPresent(
        thread -> {
          thread.setDaemon(true);
          thread.start();
        });
  }

  /** Closes {@code out} at the end; discards everything without one. */
  public static EventStream to(Optional<OutputStream> out) {
    return new EventStream(out);
  }

  @Override
  public void accept(RunEvent notice) {
    if (writer.isPresent() && !waiting.offer(notice)) {
      dropped.incrementAndGet();
    }
  }

  /** Number of dropped run events. */
  public long dropped() {
    return dropped.get();
  }

  private void write(OutputStream out) {
    try (out) {
      while (!closing || !waiting.isEmpty()) {
        RunEvent notice = waiting.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
        if (notice != null) {
          out.write(Json.line(notice, RunEvent.class));
          out.flush();
        }
      }
    } catch (IOException e) {
      System.err.println("--events: " + e.getMessage() + "; no further events are written");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits a limited time until all run events are written. */
  @Override
  public void close() {
    closing = true;
    writer.ifPresent(EventStream::end);
  }

  private static void end(Thread writer) {
    try {
      writer.join(MAX_CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
