package dev.logproof.aggregator.firehose;

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
 * Runs calls that may ignore interrupts and timeouts (name resolution, credential processes) on
 * separate threads, so that the caller can give up on them. At most {@link #THREADS} calls run and
 * {@link #QUEUED} wait; a call that never returns occupies one of these daemon threads.
 * Thread-safe.
 */
public final class BlockingCalls implements AutoCloseable {
  static final int THREADS = 4;
  static final int QUEUED = 256;
  private static final long IDLE_SECONDS = 10;

  private final ThreadPoolExecutor threads;

  /** Creates a pool whose threads are named {@code name}. */
  public BlockingCalls(String name) {
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
   * Runs {@code call} and returns its result.
   *
   * @param what name of the call in error messages
   * @throws IOException if the call fails or takes longer than {@code limit}, or if the calling
   *     thread is interrupted, in which case its interrupt flag stays set
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

  /** Interrupts running calls. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
