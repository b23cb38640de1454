package dev.logproof.commandline;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets a program answer SIGTERM and SIGINT with its own orderly end and its own exit code. The
 * JVM's shutdown hook is the portable way to hear of a signal; it announces the request, waits for
 * the main thread to finish, and halts with the code the main thread chose. One per process; any
 * thread may wait or ask.
 */
public final class Termination {
  private static final Termination SHARED = new Termination();

  private final CountDownLatch requested = new CountDownLatch(1);
  private final CountDownLatch finished = new CountDownLatch(1);
  private final AtomicInteger exitCode = new AtomicInteger(ExitCode.INTERNAL);

  private Termination() {}

  /**
   * From now on a signal waits for {@link #exit}; only the process's main method may ask for it.
   */
  void install() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::onShutdown, "termination"));
  }

  /** The process's own. */
  public static Termination shared() {
    return SHARED;
  }

  /** Blocks until a signal arrives. */
  public void await() throws InterruptedException {
    requested.await();
  }

  /** Waits at most {@code millis}; true when a signal has arrived. */
  public boolean await(long millis) throws InterruptedException {
    return requested.await(millis, TimeUnit.MILLISECONDS);
  }

  /** True once a signal has arrived. */
  public boolean isRequested() {
    return requested.getCount() == 0;
  }

  /** Ends the process with {@code code}, whether or not a signal started the end. */
  void exit(int code) {
    exitCode.set(code);
    finished.countDown();
    if (!isRequested()) {
      System.exit(code);
    }
  }

  private void onShutdown() {
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
