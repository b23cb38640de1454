package dev.logproof.loadgen.event;

import dev.logproof.record.result.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes run events as JSON lines on its own thread, so that a stalled reader cannot delay the
 * load. Drops events when {@value #MAX_WAITING} are waiting. Thread-safe.
 */
final class EventWriter implements EventStream {
  private static final int MAX_WAITING = 8_192;
  private static final long MAX_CLOSE_MILLIS = 2_000;
  private static final long POLL_MILLIS = 1_000;

  private final BlockingQueue<RunEvent> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private final AtomicLong dropped = new AtomicLong();
  private final Thread writer;
  private volatile boolean closing;

  private EventWriter(OutputStream out) {
    writer = new Thread(() -> write(out), "notices");
    writer.setDaemon(true);
  }

  static EventWriter start(OutputStream out) {
    EventWriter started = new EventWriter(out);
    started.writer.start();
    return started;
  }

  @Override
  public void accept(RunEvent notice) {
    if (!waiting.offer(notice)) {
      dropped.incrementAndGet();
    }
  }

  @Override
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
    try {
      writer.join(MAX_CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
