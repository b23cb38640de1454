package dev.logproof.aggregator.firehose;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.core.retry.ClockSkew;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Clock adjusted to the time of the service, which refuses requests dated by a wrong clock. Learns
 * the skew from the date of the refusal, as the SDK's clients do. Thread-safe.
 */
public final class SkewAdjustedClock {
  private final Clock clock;
  private volatile Duration ahead = Duration.ZERO;

  public SkewAdjustedClock(Clock clock) {
    this.clock = clock;
  }

  Instant now() {
    return clock.instant().minus(ahead);
  }

  /** Learns the skew from the date of {@code answer} if it is a refusal. */
  void learn(SdkHttpResponse answer) {
    if (!answer.isSuccessful()) {
      ClockSkew.getServerTime(answer)
          .filter(service -> ClockSkew.isClockSkewed(now(), service))
          .ifPresent(service -> ahead = ClockSkew.getClockSkew(clock.instant(), service));
    }
  }
}
