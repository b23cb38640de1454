package dev.logproof.aggregator.firehose;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.core.retry.ClockSkew;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Clock adjusted to the service, which refuses requests with a wrong date. Learns the skew from the
 * refusal's date, as the SDK's clients do. Thread-safe.
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

  void learn(SdkHttpResponse answer) {
    if (!answer.isSuccessful()) {
      ClockSkew.getServerTime(answer)
          .filter(service -> ClockSkew.isClockSkewed(now(), service))
          .ifPresent(service -> ahead = ClockSkew.getClockSkew(clock.instant(), service));
    }
  }
}
