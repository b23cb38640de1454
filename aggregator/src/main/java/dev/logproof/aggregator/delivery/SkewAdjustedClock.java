package dev.logproof.aggregator.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.core.retry.ClockSkew;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * The time as the service has it. Requests that are dated by a wrong clock are refused; the
 * difference is learnt from the date of the refusal, as the SDK's clients do it. Thread-safe.
 */
final class SkewAdjustedClock {
  private final Clock clock;
  private volatile Duration ahead = Duration.ZERO;

  /** Starts with the time of {@code clock}. */
  SkewAdjustedClock(Clock clock) {
    this.clock = clock;
  }

  Instant now() {
    return clock.instant().minus(ahead);
  }

  /** Looks at the date of {@code answer}, if that is a refusal. */
  void learn(SdkHttpResponse answer) {
    if (!answer.isSuccessful()) {
      ClockSkew.getServerTime(answer)
          .filter(service -> ClockSkew.isClockSkewed(now(), service))
          .ifPresent(service -> ahead = ClockSkew.getClockSkew(clock.instant(), service));
    }
  }
}
