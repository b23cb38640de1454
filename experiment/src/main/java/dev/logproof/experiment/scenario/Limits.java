package dev.logproof.experiment.scenario;

import java.time.Duration;

/** Longest duration of each wait of the scenario. */
final class Limits {
  /** First start of a program; one that is not built yet builds itself. */
  static final Duration BUILD = Duration.ofMinutes(15);

  /** From the start of a process to its ready line. */
  static final Duration READY = Duration.ofSeconds(60);

  /** From the start of a load run to its first write, and from its last write to its end. */
  static final Duration LOAD_MARGIN = Duration.ofSeconds(30);

  /** Wait of the verification for objects: Firehose buffers, and late events are not lost. */
  static final Duration SETTLE = Duration.ofMinutes(2);

  /**
   * Longer than {@link #SETTLE}, since verify returns a verdict even when the objects never settle.
   */
  static final Duration VERIFY = SETTLE.plusMinutes(1);

  static final Duration PLAN = Duration.ofSeconds(30);
  static final Duration REPORT = Duration.ofSeconds(30);

  /** Replacement of one task: start of the new one and stop of the old one. */
  static final Duration ROLL = Duration.ofMinutes(2);

  /** From the registration of a new target to SIGTERM to the old one. */
  static final Duration DEREGISTRATION = Duration.ofSeconds(1);

  /** Delivery of a task's pending events after the load has ended. */
  static final Duration BACKLOG = Duration.ofSeconds(10);

  /** Orderly end of the processes when the experiment ends. */
  static final Duration GRACE = Duration.ofSeconds(10);

  private Limits() {}
}
