package dev.logproof.experiment.suite;

import java.time.Duration;
import java.util.Set;

/** Longest waits of the scenario. */
final class Limits {
  /** Includes 2: an invalid load run also records that in its result. */
  static final Set<Integer> LOAD_EXIT_CODES = Set.of(0, 2);

  /** Includes building the program at its first start. */
  static final Duration BUILD = Duration.ofMinutes(15);

  /** From process start to ready line. */
  static final Duration READY = Duration.ofMinutes(2);

  /** Before a load run's first write, and after its last. */
  static final Duration LOAD_MARGIN = Duration.ofSeconds(90);

  /** Firehose buffers objects, and late events are not lost. */
  static final Duration SETTLE = Duration.ofMinutes(2);

  /** Exceeds local-aws's buffer interval plus a task's flush interval. */
  static final Duration STABLE = Duration.ofSeconds(8);

  /** Exceeds local-aws's buffer interval. */
  static final Duration STABLE_AFTER_DELIVERY = Duration.ofSeconds(5);

  /** Longer, since verify returns a verdict even when objects never settle. */
  static final Duration VERIFY = SETTLE.plusMinutes(1);

  /** Verification of a destination elsewhere, whose settle time verify chooses. */
  static final Duration VERIFY_DEPLOYED = Duration.ofHours(1);

  /** Exceeds ECS's longest stop timeout, and includes the copy of the journals. */
  static final Duration LOAD_TASK_STOP = Duration.ofMinutes(5);

  static final Duration PLAN = Duration.ofSeconds(30);
  static final Duration REPORT = Duration.ofSeconds(30);

  /** Replacement of one task. */
  static final Duration ROLL = Duration.ofMinutes(2);

  /** From registering a new target to SIGTERM to the old one. */
  static final Duration DEREGISTRATION = Duration.ofSeconds(1);

  /** Delivery of pending events after the load. */
  static final Duration BACKLOG = Duration.ofSeconds(10);

  /** For tasks that do not report what they hold. */
  static final Duration BLIND_DELIVERY = Duration.ofSeconds(3);

  /** Orderly end of all processes. */
  static final Duration GRACE = Duration.ofSeconds(10);

  private Limits() {}
}
