package dev.logproof.localaws.delivery;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts one stream's objects into S3 in order, each again and again until it is there: Firehose
 * delivers at least once and gives up after a day; this gives up at the stop only. The queue is
 * bounded by whoever submits, in bytes. A thread of its own for each stream.
 */
public final class DeliveryWorker {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryWorker.class);
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long MAX_PAUSE_MILLIS = 5_000;

  private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
  private final ObjectStore store;
  private final Consumer<SealedObject> delivered;
  private final Pause pause;
  private final Thread thread;
  private boolean ended;

  /** Waits between attempts; injected, so that tests need not. */
  @FunctionalInterface
  public interface Pause {
    /** Waits for {@code millis}. */
    void pause(long millis) throws InterruptedException;
  }

  /** Starts the worker of {@code stream}; {@code delivered} is told of every object, once. */
  public DeliveryWorker(
      String stream, ObjectStore store, Consumer<SealedObject> delivered, Pause pause) {
    this.store = store;
    this.delivered = delivered;
    this.pause = pause;
    this.thread = new Thread(this::run, "deliver-" + stream);
    thread.setDaemon(true);
    thread.start();
  }

  /** Takes over {@code object}. */
  public void submit(SealedObject object) {
    queue.add(() -> deliver(object));
  }

  /** Ends the worker once everything submitted before is delivered. */
  public void end() {
    queue.add(() -> ended = true);
  }

  /** Waits for the end; when {@code millis} pass, gives up what is left. True when all is put. */
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

  private void deliver(SealedObject object) {
    long pauseMillis = FIRST_PAUSE_MILLIS;
    while (!ended) {
      try {
        store.put(object);
        delivered.accept(object);
        return;
      } catch (RuntimeException e) {
        pauseMillis = waitAfter(e, object, pauseMillis);
      }
    }
  }

  private long waitAfter(RuntimeException failure, SealedObject object, long pauseMillis) {
    LOG.warn(
        "s3://{}/{} was not put, next try in {} ms: {}",
        object.bucket(),
        object.key(),
        pauseMillis,
        failure.getMessage());
    try {
      pause.pause(pauseMillis);
    } catch (InterruptedException e) {
      ended = true;
    }
    return Math.min(2 * pauseMillis, MAX_PAUSE_MILLIS);
  }
}
