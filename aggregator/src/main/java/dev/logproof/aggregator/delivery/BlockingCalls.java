package dev.logproof.aggregator.delivery;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs calls that may ignore interrupts and time limits (name resolution, credential processes), so
 * that the thread that needs the result can give up on them. At most {@link #THREADS} calls run and
 * {@link #QUEUED} wait; a call that never returns keeps one of these daemon threads. Thread-safe.
 */
final class BlockingCalls implements AutoCloseable {
  static final int THREADS = 4;
  static final int QUEUED = 256;
  private static final long IDLE_SECONDS = 10;

  private final ThreadPoolExecutor threads;

  /** Its threads are named after {@code name}. */
  BlockingCalls(String name) {
    threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(QUEUED),
            work -> {
              Thread thread = new Thread(work, name);
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * The result of {@code call}.
   *
   * @param what names the call in error messages
   * @throws IOException when the call fails, takes longer than {@code limit}, or the calling thread
   *     is interrupted, which it stays
   */
  <T> T get(String what, Duration limit, Callable<T> call) throws IOException {
    Future<T> result;
    try {
      result = threads.submit(call);
    } catch (RejectedExecutionException e) {
      throw new IOException(what + ": " + (THREADS + QUEUED) + " earlier calls are pending", e);
    }
    try {
      return result.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException(what + ": " + e.getCause(), e.getCause());
    } catch (TimeoutException e) {
      result.cancel(true);
      throw new IOException(what + ": no result within " + limit.toMillis() + " ms", e);
    } catch (InterruptedException e) {
      result.cancel(true);
      Thread.currentThread().interrupt();
      throw new IOException(what + ": interrupted", e);
    }
  }

  /** Interrupts what still runs. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
