package dev.logproof.localaws.delivery;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Delivers one stream's batches in order on its own thread. Submitters bound the queue in bytes.
 */
public final class DeliveryWorker {
  private final BlockingQueue<Task> queue = new LinkedBlockingQueue<>();
  private final Thread thread;
  private boolean ended;

  /** A task; an interrupt aborts it. */
  @FunctionalInterface
  public interface Task {
    /** Runs the task. */
    void run() throws InterruptedException;
  }

  /** Starts the worker. */
  public DeliveryWorker(String stream) {
    this.thread = new Thread(this::run, "deliver-" + stream);
    thread.setDaemon(true);
    thread.start();
  }

  /** Queues a task. */
  public void submit(Task delivery) {
    queue.add(delivery);
  }

  /** Ends the worker after all earlier tasks. */
  public void end() {
    queue.add(() -> ended = true);
  }

  /** Waits {@code millis}, then aborts; returns true when all tasks are complete. */
  public boolean awaitEnd(long millis) throws InterruptedException {
    thread.join(Math.max(1, millis));
    if (!thread.isAlive()) {
      return true;
    }
    thread.interrupt();
    thread.join(TimeUnit.SECONDS.toMillis(1));
    return false;
  }

  /** Aborts remaining tasks immediately. */
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
