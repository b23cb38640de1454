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
 * Runs calls that may ignore interrupts and timeouts (name resolution, credential processes), so
 * that the caller can give up on them. A call that never returns occupies one of {@link #THREADS}
 * daemon threads. Thread-safe.
 */
public final class BlockingCalls implements AutoCloseable {
  static final int THREADS = 4;
  static final int QUEUED = 256;
  private static final long IDLE_SECONDS = 10;

  private final ThreadPoolExecutor threads;

  /** Creates a pool of threads named {@code name}. */
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
   * Runs {@code call}.
   *
   * @throws IOException if the call fails or exceeds {@code limit}, or the caller is interrupted;
   *     its interrupt flag stays set
   */
  public <T> T get(String what, Duration limit, Callable<T> call) throws IOException {
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

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
