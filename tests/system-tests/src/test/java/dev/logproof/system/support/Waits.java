package dev.logproof.system.support;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Waits for effects of other processes with limits that suit a busy machine. */
public final class Waits {
  private static final Duration TIME_LIMIT = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(100);

  private Waits() {}

  /** Waits for up to a minute. */
  public static ConditionFactory await() {
    return await(TIME_LIMIT);
  }

  /** Conditions block, so they are evaluated on the calling thread. */
  public static ConditionFactory await(Duration timeLimit) {
    return Awaitility.await()
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(POLL)
        .atMost(timeLimit);
  }
}
