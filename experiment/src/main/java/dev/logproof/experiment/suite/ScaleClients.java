package dev.logproof.experiment.suite;

import java.time.Duration;
import java.util.Locale;

/** Behaviour of connections that exist when a task is added. */
enum ScaleClients {
  /** They stay on their task, as behind a Network Load Balancer. */
  FIXED,
  /** Their clients dial again at an interval. */
  RECONNECTING,
  /** The aggregator ends them at an age. */
  MOVED;

  /** Time that a task's first share of connections takes beyond the age, with its jitter. */
  private static final double AGES = 1.2;

  private static final Duration MARGIN = Duration.ofSeconds(2);

  /** Name in results. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Time after which every connection that will move to an added task has done so. */
  Duration settling(Duration reconnect, Duration age) {
    Duration moving =
        switch (this) {
          case FIXED -> reconnect;
          case RECONNECTING -> reconnect.multipliedBy(2);
          case MOVED -> Duration.ofMillis(Math.round(age.toMillis() * AGES));
        };
    return moving.plus(MARGIN);
  }
}
