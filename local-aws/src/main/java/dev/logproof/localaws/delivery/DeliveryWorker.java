package dev.logproof.localaws.delivery;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Delivers one stream's parcels in order, one at a time. The queue is bounded by whoever submits,
 * in bytes. A thread of its own for each stream.
 */
public final class DeliveryWorker {
  private final BlockingQueue<Task> queue = new LinkedBlockingQueue<>();
  private final Thread thread;
  private boolean ended;

  /** Something to be done on the worker's thread, which an interrupt gives up. */
  @FunctionalInterface
  public interface Task {
    /** Does it. */
    void run() throws InterruptedException;
  }

  /** Starts the worker of {@code stream}. */
  public DeliveryWorker(String stream) {
    this.thread = new Thread(this::run, "deliver-" + stream);
    thread.setDaemon(true);
    thread.start();
  }

  /** Does {@code delivery} after what was submitted before. */
  public void submit(Task delivery) {
    queue.add(delivery);
  }

  /** Ends the worker once everything submitted before is delivered. */
  public void end() {
    queue.add(() -> ended = true);
  }

  /** Waits for the end; when {@code millis} pass, gives up what is left. True when all is done. */
  public boolean awaitEnd(long millis) throws InterruptedException {
    thread.join(Math.max(1, millis));
    if (!thread.isAlive()) {
      return true;
    }
    thread.interrupt();
    thread.join(TimeUnit.SECONDS.toMillis(1));
    return false;
  }

  /** Ends the worker now, whatever is left. */
  public void giveUp() {
    thread.interrupt();
  }

  private void run() {
    try {
      while (!ended) {
        queue.take().run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
