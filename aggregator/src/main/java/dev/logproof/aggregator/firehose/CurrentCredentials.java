package dev.logproof.aggregator.firehose;

import dev.logproof.aggregator.metrics.OncePerMinute;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;

/**
 * Credentials for one stream's requests. Asks the provider at most once per second while it knows
 * valid credentials. While the provider fails or hangs, as many do briefly, the last credentials
 * are used until they expire. Thread-safe.
 */
public final class CurrentCredentials {
  /** The SDK's own providers give up within a few seconds. */
  static final Duration LIMIT = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(CurrentCredentials.class);

  private final IdentityProvider<? extends AwsCredentialsIdentity> provider;
  private final BlockingCalls calls;
  private final Clock clock;
  private final OncePerMinute warnings;
  private final ReentrantLock asking = new ReentrantLock();

  /** Null before the first ones. */
  private volatile AwsCredentialsIdentity last;

  private volatile long askedSecond = Long.MIN_VALUE;

  public CurrentCredentials(
      IdentityProvider<? extends AwsCredentialsIdentity> provider,
      BlockingCalls calls,
      Clock clock) {
    this.provider = provider;
    this.calls = calls;
    this.clock = clock;
    this.warnings = new OncePerMinute(System::nanoTime);
  }

  AwsCredentialsIdentity get() throws IOException {
    long second = clock.millis() / 1_000;
    Optional<AwsCredentialsIdentity> known = unexpired();
    if (known.isPresent() && (askedSecond == second || asking.isLocked())) {
      return known.get();
    }
    lock();
    try {
      if (askedSecond != second || unexpired().isEmpty()) {
        ask(second);
      }
      return unexpired().orElseThrow(() -> new IOException("credentials: expired"));
    } finally {
      asking.unlock();
    }
  }

  private void ask(long second) throws IOException {
    try {
      last = calls.get("credentials", LIMIT, () -> provider.resolveIdentity().join());
    } catch (IOException e) {
      if (unexpired().isEmpty()) {
        throw e;
      }
      warnings.run(
          () -> LOG.warn("cannot renew credentials, using the previous ones: {}", e.getMessage()));
    } finally {
      askedSecond = second;
    }
  }

  private void lock() throws IOException {
    try {
      if (!asking.tryLock(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("credentials: no result within " + LIMIT.toMillis() + " ms");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("credentials: interrupted", e);
    }
  }

  private Optional<AwsCredentialsIdentity> unexpired() {
    return Optional.ofNullable(last)
        .filter(known -> known.expirationTime().map(clock.instant()::isBefore).orElse(true));
  }
}
