package dev.logproof.aggregator.delivery;

import dev.logproof.aggregator.config.RetryLimit;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: wait × base^n, n counting attempts without progress, up
 * to a limit, varied by a sixth so that tasks do not retry in step. Time is counted in waits: what
 * requests themselves take, at most a minute each, is left out. With the defaults 2^n × (0.3 ±
 * 0.05) s, as the kinesis_firehose plugin does. Confined to one delivery thread.
 */
final class Backoff {
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
   * @param waitMillis before the first retry
   * @param base factor from one wait to the next
   * @param maxWaitMillis of one wait
   * @param randomize vary the waits
   * @param limit when to give up
   */
  record RetryPolicy(
      long waitMillis, double base, long maxWaitMillis, boolean randomize, RetryLimit limit) {}

  /** Some record was accepted: start over. */
  void progress() {
    waitMillis = policy.waitMillis();
    retries = 0;
    waitedMillis = 0;
  }

  /** True when the next wait would go beyond what is allowed without progress. */
  boolean isExhausted() {
    return retries >= policy.limit().maxTimes() || waitedMillis >= policy.limit().timeoutMillis();
  }

  /** How many since the last progress. */
  int retries() {
    return retries;
  }

  /** An attempt without a wait, which counts all the same. */
  void retriedAtOnce() {
    retries++;
  }

  /** The next wait. */
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
