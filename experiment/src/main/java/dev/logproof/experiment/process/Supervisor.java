package dev.logproof.experiment.process;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Every wait of an experiment goes through here, so that none is without a limit, and the end of a
 * process or a signal is noticed whatever is being waited for. Confined to the main thread.
 */
public final class Supervisor {
  /** Often enough for people, seldom enough to cost nothing beside what is measured. */
  private static final long POLL_MILLIS = 50;

  /** By which Ctrl-C reaches us after it reached, and ended, our children. */
  private static final long SIGNAL_GRACE_MILLIS = 300;

  private final SignalWait signals;
  private final List<ManagedProcess> processes = new ArrayList<>();

  /** Waits for a signal to end the experiment. */
  @FunctionalInterface
  public interface SignalWait {
    /** Waits at most {@code millis}; true when the experiment was told to end. */
    boolean await(long millis) throws InterruptedException;
  }

  /** Looks once whether something has come about. */
  @FunctionalInterface
  public interface Look<T> {
    /** What has come about, or none yet. */
    Optional<T> look() throws IOException, InterruptedException;
  }

  /** Watches for {@code signals} and for the processes that are adopted. */
  public Supervisor(SignalWait signals) {
    this.signals = signals;
  }

  void adopt(ManagedProcess process) {
    processes.add(process);
  }

  /**
   * Waits until {@code look} sees something.
   *
   * @param what is waited for, for the message when it does not come within {@code limit}
   * @throws StepFailedException when it does not come, a process ends that should not have, or a
   *     signal arrives
   */
  public <T> T await(String what, Duration limit, Look<T> look)
      throws StepFailedException, IOException, InterruptedException {
    Optional<T> seen = lookUntil(limit, look);
    return seen.orElseThrow(
        () -> new StepFailedException(what + ": not within " + limit.toMillis() / 1e3 + " s"));
  }

  /** Waits out {@code time}. */
  public void pause(Duration time) throws StepFailedException, IOException, InterruptedException {
    lookUntil(time, Optional::empty);
  }

  /** Waits until {@code process} has ended; false when it has not within {@code limit}. */
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

  /**
   * Looks whether all is well.
   *
   * @throws StepFailedException when a process ended that should not have, or a signal arrived
   */
  public void check() throws StepFailedException, InterruptedException {
    heed(0);
    // One look for both: who ends between two would be forgotten.
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
   * Ends every process: SIGTERM, and after {@code grace} SIGKILL. The oldest one, which the others
   * may need to end well, comes last. Returns when all are gone.
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
