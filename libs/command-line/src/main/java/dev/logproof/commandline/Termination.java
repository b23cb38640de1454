package dev.logproof.commandline;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Shuts down in an orderly way on SIGTERM or SIGINT and keeps the exit code. A JVM shutdown hook,
 * the portable way to observe signals, halts once the main thread has finished. One instance per
 * process. Thread-safe.
 */
public final class Termination {
  private static final Termination SHARED = new Termination();

  private final CountDownLatch requested = new CountDownLatch(1);
  private final CountDownLatch finished = new CountDownLatch(1);
  private final AtomicInteger exitCode = new AtomicInteger(ExitCode.INTERNAL);

  /** True once the JVM is shutting down. */
  private volatile boolean signalled;

  private Termination() {}

  /** Call only from the program's {@code main}. */
  void install() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::onShutdown, "termination"));
  }

  /** Returns the process-wide instance. */
  public static Termination shared() {
    return SHARED;
  }

  /** Requests the same orderly shutdown as a signal. */
  public void request() {
    requested.countDown();
  }

  /** Blocks until a shutdown is requested. */
  public void await() throws InterruptedException {
    requested.await();
  }

  /** Returns true when a shutdown is requested within {@code millis}. */
  public boolean await(long millis) throws InterruptedException {
    return requested.await(millis, TimeUnit.MILLISECONDS);
  }

  /** Returns true once a shutdown is requested. */
  public boolean isRequested() {
    return requested.getCount() == 0;
  }

  void exit(int code) {
    exitCode.set(code);
    finished.countDown();
    if (!signalled) {
      System.exit(code);
    }
  }

  private void onShutdown() {
    signalled = true;
    requested.countDown();
    try {
      finished.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.out.flush();
    Runtime.getRuntime().halt(exitCode.get());
  }
}
