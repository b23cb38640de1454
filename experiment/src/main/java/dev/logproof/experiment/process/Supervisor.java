package dev.logproof.experiment.process;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Waits with a limit, and notices signals and unexpected process ends. Confined to the main thread.
 */
public final class Supervisor {
  /** Short for the user; negligible CPU. */
  private static final long POLL_MILLIS = 50;

  /** Ctrl-C may end children this long before it reaches this process. */
  private static final long SIGNAL_GRACE_MILLIS = 300;

  private final SignalWait signals;
  private final List<ManagedProcess> processes = new ArrayList<>();
  private Observer observer = () -> {};

  /** Waits for a signal that ends the experiment. */
  @FunctionalInterface
  public interface SignalWait {
    /** Waits at most {@code millis}; returns true after a signal. */
    boolean await(long millis) throws InterruptedException;
  }

  /** Polls for a condition. */
  @FunctionalInterface
  public interface Look<T> {
    /** Polls once; empty until the condition holds. */
    Optional<T> look() throws IOException, InterruptedException;
  }

  /** Looks at a running measurement while the experiment waits. */
  @FunctionalInterface
  public interface Observer {
    /** Called at every poll. */
    void observe() throws IOException, InterruptedException;
  }

  /** Watches {@code signals} and all adopted processes. */
  public Supervisor(SignalWait signals) {
    this.signals = signals;
  }

  /** Replaces the observer. */
  public void observeWith(Observer next) {
    observer = next;
  }

  void adopt(ManagedProcess process) {
    processes.add(process);
  }

  /**
   * Waits until {@code look} returns a value.
   *
   * @param what named in the timeout message
   * @throws StepFailedException after the limit, an unexpected process end, or a signal
   */
  public <T> T await(String what, Duration limit, Look<T> look)
      throws StepFailedException, IOException, InterruptedException {
    Optional<T> seen = lookUntil(limit, look);
    return seen.orElseThrow(
        () -> new StepFailedException(what + ": not within " + limit.toMillis() / 1e3 + " s"));
  }

  /** Waits for {@code time}, unless the experiment fails or is signalled. */
  public void pause(Duration time) throws StepFailedException, IOException, InterruptedException {
    lookUntil(time, Optional::empty);
  }

  /** Waits for the end of {@code process}; returns false after {@code limit}. */
  public boolean awaitEnd(ManagedProcess process, Duration limit)
      throws StepFailedException, IOException, InterruptedException {
    return lookUntil(limit, () -> process.isAlive() ? Optional.empty() : Optional.of(true))
        .isPresent();
  }

  private <T> Optional<T> lookUntil(Duration limit, Look<T> look)
      throws StepFailedException, IOException, InterruptedException {
    long deadlineNanos = System.nanoTime() + limit.toNanos();
    while (true) {
      check();
      observer.observe();
      Optional<T> seen = look.look();
      if (seen.isPresent()) {
        return seen;
      }
      long leftMillis = (deadlineNanos - System.nanoTime()) / 1_000_000;
      if (leftMillis <= 0) {
        return Optional.empty();
      }
      heed(Math.min(POLL_MILLIS, leftMillis));
    }
  }

  /** Throws {@link StepFailedException} after an unexpected process end or a signal. */
  public void check() throws StepFailedException, InterruptedException {
    heed(0);
    // Take one snapshot for both lists: a process end in between would be missed.
    List<ManagedProcess> over = processes.stream().filter(process -> !process.isAlive()).toList();
    List<ManagedProcess> ended =
        over.stream().filter(process -> process.unexpectedEnd().isPresent()).toList();
    if (ended.isEmpty()) {
      processes.removeAll(over);
      return;
    }
    heed(SIGNAL_GRACE_MILLIS);
    throw new StepFailedException(
        ended.stream().map(ManagedProcess::describeEnd).collect(Collectors.joining("; ")));
  }

  private void heed(long millis) throws StepFailedException, InterruptedException {
    if (signals.await(millis)) {
      throw new StepFailedException(StepFailedException.BY_SIGNAL);
    }
  }

  /**
   * Stops every process and waits: SIGTERM, then SIGKILL after {@code grace}. The oldest is stopped
   * last, since others may need it for an orderly stop.
   */
  public void stopAll(Duration grace) throws InterruptedException {
    List<ManagedProcess> younger =
        processes.subList(Math.min(1, processes.size()), processes.size());
    stop(younger, grace);
    stop(processes, grace);
    processes.clear();
  }

  private static void stop(List<ManagedProcess> some, Duration grace) throws InterruptedException {
    some.forEach(ManagedProcess::terminate);
    long deadlineNanos = System.nanoTime() + grace.toNanos();
    while (anyAlive(some) && System.nanoTime() - deadlineNanos < 0) {
      Thread.sleep(POLL_MILLIS);
    }
    some.stream().filter(ManagedProcess::isAlive).forEach(ManagedProcess::kill);
    while (anyAlive(some)) {
      Thread.sleep(POLL_MILLIS);
    }
  }

  private static boolean anyAlive(List<ManagedProcess> some) {
    return some.stream().anyMatch(ManagedProcess::isAlive);
  }
}
