package dev.logproof.aggregator;

import dev.logproof.commandline.Termination;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when a thread ends that should not: the task stops in an orderly way, which delivers
 * and spools what it holds, and ends with an exit code that says so, so that the orchestrator
 * starts another. A task that went on with a thread less would look healthy and lose events.
 * Thread-safe.
 */
final class FatalErrors implements Thread.UncaughtExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(FatalErrors.class);

  private final Runnable stop;
  private final AtomicBoolean any = new AtomicBoolean();

  /** Runs {@code stop} at the first. */
  FatalErrors(Runnable stop) {
    this.stop = stop;
  }

  /** Stops this process. */
  static FatalErrors ofProcess() {
    FatalErrors errors = new FatalErrors(Termination.shared()::request);
    Thread.setDefaultUncaughtExceptionHandler(errors);
    return errors;
  }

  @Override
  public void uncaughtException(Thread thread, Throwable cause) {
    try {
      LOG.error("thread {} ended by an internal error: this task stops", thread.getName(), cause);
    } finally {
      ended();
    }
  }

  /** An event loop ended, for a cause that Netty has logged. */
  void loopEnded() {
    try {
      LOG.error("an event loop ended by an internal error: this task stops");
    } finally {
      ended();
    }
  }

  private void ended() {
    if (any.compareAndSet(false, true)) {
      stop.run();
    }
  }

  /** True when one happened. */
  boolean any() {
    return any.get();
  }
}
