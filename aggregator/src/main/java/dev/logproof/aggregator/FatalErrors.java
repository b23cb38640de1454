package dev.logproof.aggregator;

import dev.logproof.commandline.Termination;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops the task when a thread ends unexpectedly: without the thread, the task would look healthy
 * and lose events. The stop delivers or spools pending events and ends with an error exit code, so
 * that the orchestrator starts another task. Thread-safe.
 */
final class FatalErrors implements Thread.UncaughtExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(FatalErrors.class);

  private final Runnable stop;
  private final AtomicBoolean any = new AtomicBoolean();

  /** Runs {@code stop} on the first fatal error only. */
  FatalErrors(Runnable stop) {
    this.stop = stop;
  }

  /** Installs a default exception handler that requests termination of this process. */
  static FatalErrors ofProcess() {
    FatalErrors errors = new FatalErrors(Termination.shared()::request);
    Thread.setDefaultUncaughtExceptionHandler(errors);
    return errors;
  }

  @Override
  public void uncaughtException(Thread thread, Throwable cause) {
    try {
      LOG.error("internal error ended thread {}: stopping this task", thread.getName(), cause);
    } finally {
      ended();
    }
  }

  /** Reports that an event loop ended; Netty has logged the cause. */
  void loopEnded() {
    try {
      LOG.error("internal error ended an event loop: stopping this task");
    } finally {
      ended();
    }
  }

  private void ended() {
    if (any.compareAndSet(false, true)) {
      stop.run();
    }
  }

  /** Returns whether a fatal error occurred. */
  boolean any() {
    return any.get();
  }
}
