package dev.logproof.aggregator.delivery;

import dev.logproof.aggregator.config.RetryLimit;
import java.util.random.RandomGenerator;

/**
 * Exponential backoff, jittered by a sixth so that tasks do not retry in step. The default wait is
 * 2^n × (0.3 ± 0.05) s after n attempts without progress, as in the kinesis_firehose plugin.
 * Timeouts count waits, not requests. Confined to one delivery thread.
 */
public final class Backoff {
  private static final double JITTER_SHARE = 1.0 / 6;

  private final RandomGenerator random;
  private final RetryPolicy policy;
  private double waitMillis;
  private int retries;
  private long waitedMillis;

  Backoff(RandomGenerator random, RetryPolicy policy) {
    this.random = random;
    this.policy = policy;
    this.waitMillis = policy.waitMillis();
  }

  /**
   * Fluentd's retry parameters.
   *
   * @param base factor between consecutive waits
   */
  public record RetryPolicy(
      long waitMillis, double base, long maxWaitMillis, boolean randomize, RetryLimit limit) {}

  void progress() {
    waitMillis = policy.waitMillis();
    retries = 0;
    waitedMillis = 0;
  }

  boolean isExhausted() {
    return retries >= policy.limit().maxTimes() || waitedMillis >= policy.limit().timeoutMillis();
  }

  int retries() {
    return retries;
  }

  void retriedAtOnce() {
    retries++;
  }

  long nextWaitMillis() {
    double share = policy.randomize() ? JITTER_SHARE * (2 * random.nextDouble() - 1) : 0;
    double varied = waitMillis * (1 + share);
    waitMillis = Math.min((double) policy.maxWaitMillis(), waitMillis * policy.base());
    long millis = Math.min(policy.maxWaitMillis(), Math.round(varied));
    retries++;
    waitedMillis += millis;
    return millis;
  }
}
