package dev.logproof.aggregator.delivery;

import dev.logproof.aggregator.config.RetryLimit;
import java.util.random.RandomGenerator;

/**
 * Exponential backoff: the wait is wait × base^n, where n counts attempts without progress. It is
 * capped, and jittered by a sixth so that tasks do not retry in step. Timeouts count waits only,
 * not the requests themselves, which take at most a minute each. With the defaults the wait is 2^n
 * × (0.3 ± 0.05) s, as in the kinesis_firehose plugin. Confined to one delivery thread.
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
   * @param waitMillis wait before the first retry
   * @param base factor between consecutive waits
   * @param maxWaitMillis longest single wait
   * @param randomize whether to jitter the waits
   * @param limit when to give up
   */
  public record RetryPolicy(
      long waitMillis, double base, long maxWaitMillis, boolean randomize, RetryLimit limit) {}

  /** Resets the backoff after at least one record was accepted. */
  void progress() {
    waitMillis = policy.waitMillis();
    retries = 0;
    waitedMillis = 0;
  }

  /** Returns true when the limit of retries or of waiting time without progress is reached. */
  boolean isExhausted() {
    return retries >= policy.limit().maxTimes() || waitedMillis >= policy.limit().timeoutMillis();
  }

  /** Returns the number of retries since the last progress. */
  int retries() {
    return retries;
  }

  /** Counts a retry without a wait. */
  void retriedAtOnce() {
    retries++;
  }

  /** Returns the next wait and counts its retry. */
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
