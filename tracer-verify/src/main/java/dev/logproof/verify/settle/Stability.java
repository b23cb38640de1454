package dev.logproof.verify.settle;

import java.time.Duration;

/** How long the destination must stay unchanged. */
public sealed interface Stability {
  /**
   * Required time.
   *
   * @param decided whether no later tracer could change the verdict
   * @param longestSeen the slowest tracer's time so far
   */
  Duration required(boolean decided, Duration longestSeen);

  /** Always the same time. */
  record Fixed(Duration time) implements Stability {
    @Override
    public Duration required(boolean decided, Duration longestSeen) {
      return time;
    }
  }

  /** Short once the verdict is decided, otherwise as long as Firehose may buffer. */
  record ByVerdict() implements Stability {
    private static final Duration WHEN_DECIDED = Duration.ofSeconds(10);
    private static final Duration WHEN_OPEN = Duration.ofSeconds(330);

    /** Firehose buffers for at most 900 s. */
    private static final Duration LONGEST = Duration.ofSeconds(930);

    private static final Duration MARGIN = Duration.ofSeconds(30);

    @Override
    public Duration required(boolean decided, Duration longestSeen) {
      return decided ? WHEN_DECIDED : whenOpen(longestSeen);
    }

    /** Waits a little longer than the slowest tracer took, up to Firehose's longest buffering. */
    private static Duration whenOpen(Duration longestSeen) {
      Duration again = longestSeen.plus(MARGIN);
      Duration atLeast = again.compareTo(WHEN_OPEN) > 0 ? again : WHEN_OPEN;
      return atLeast.compareTo(LONGEST) < 0 ? atLeast : LONGEST;
    }
  }
}
