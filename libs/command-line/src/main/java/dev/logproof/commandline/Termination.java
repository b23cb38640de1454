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

  /** The JVM is shutting down, and halts once {@link #exit} was called. */
  private volatile boolean signalled;

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

  /** Asks for the same orderly end as a signal does, from within the process. */
  public void request() {
    requested.countDown();
  }

  /** Blocks until a signal arrives, or {@link #request}. */
  public void await() throws InterruptedException {
    requested.await();
  }

  /** Waits at most {@code millis}; true when the end is asked for. */
  public boolean await(long millis) throws InterruptedException {
    return requested.await(millis, TimeUnit.MILLISECONDS);
  }

  /** True once the end is asked for. */
  public boolean isRequested() {
    return requested.getCount() == 0;
  }

  /** Ends the process with {@code code}, whether or not a signal started the end. */
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
