package dev.logproof.commandline;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Shuts a program down in an orderly way on SIGTERM or SIGINT and keeps its exit code. A JVM
 * shutdown hook, the portable way to observe signals, announces the request, waits for the main
 * thread to finish, and halts with the main thread's exit code. One instance per process.
 * Thread-safe.
 */
public final class Termination {
  private static final Termination SHARED = new Termination();

  private final CountDownLatch requested = new CountDownLatch(1);
  private final CountDownLatch finished = new CountDownLatch(1);
  private final AtomicInteger exitCode = new AtomicInteger(ExitCode.INTERNAL);

  /** True once the JVM is shutting down; the hook halts it after {@link #exit}. */
  private volatile boolean signalled;

  private Termination() {}

  /**
   * Installs the shutdown hook, which waits for {@link #exit}; call only from the program's {@code
   * main}.
   */
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

  /** Blocks until a signal arrives or {@link #request} is called. */
  public void await() throws InterruptedException {
    requested.await();
  }

  /** Waits at most {@code millis}; returns true when a shutdown is requested. */
  public boolean await(long millis) throws InterruptedException {
    return requested.await(millis, TimeUnit.MILLISECONDS);
  }

  /** Returns true once a shutdown is requested. */
  public boolean isRequested() {
    return requested.getCount() == 0;
  }

  /** Ends the process with {@code code}, with or without a preceding signal. */
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
