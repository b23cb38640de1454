package dev.logproof.aggregator;

import dev.logproof.commandline.Termination;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops the task with an error exit code when a thread ends unexpectedly: without the thread, the
 * task would look healthy and lose events. Thread-safe.
 */
final class FatalErrors implements Thread.UncaughtExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(FatalErrors.class);

  private final Runnable stop;
  private final AtomicBoolean any = new AtomicBoolean();

  FatalErrors(Runnable stop) {
    this.stop = stop;
  }

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

  /** An event loop ended; Netty has logged the cause. */
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

  boolean any() {
    return any.get();
  }
}
