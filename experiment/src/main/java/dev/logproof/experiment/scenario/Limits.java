package dev.logproof.experiment.scenario;

import java.time.Duration;

/** How long each wait of the scenario may take before it counts as failed. */
final class Limits {
  /** A program that is not built yet builds itself at its first use. */
  static final Duration BUILD = Duration.ofMinutes(15);

  /** From the start of a process until it says that it is ready. */
  static final Duration READY = Duration.ofSeconds(60);

  /** From the start of a load run until it writes; and from its last write until it ends. */
  static final Duration LOAD_MARGIN = Duration.ofSeconds(30);

  /** Firehose buffers, and late is not lost: verification waits for the objects. */
  static final Duration SETTLE = Duration.ofMinutes(2);

  /** A verdict comes out of it also when the objects never settled. */
  static final Duration VERIFY = SETTLE.plusMinutes(1);

  static final Duration PLAN = Duration.ofSeconds(30);
  static final Duration REPORT = Duration.ofSeconds(30);

  /** To replace one task: to start the new one and to stop the old one. */
  static final Duration ROLL = Duration.ofMinutes(2);

  /** Between the registration of a new target and SIGTERM to the old one. */
  static final Duration DEREGISTRATION = Duration.ofSeconds(1);

  /** For a task to deliver what it holds once the load has ended. */
  static final Duration BACKLOG = Duration.ofSeconds(10);

  /** For processes to end by themselves when the experiment ends. */
  static final Duration GRACE = Duration.ofSeconds(10);

  private Limits() {}
}
