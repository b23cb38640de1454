package dev.logproof.aggregator.firehose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** A failing provider has no effect while its last credentials are valid. */
class CurrentCredentialsTest {
  private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

  private final BlockingCalls calls = new BlockingCalls("lookup");
  private final AtomicInteger asked = new AtomicInteger();
  private volatile boolean failing;
  private volatile Instant now = START;
  private final CurrentCredentials credentials =
      new CurrentCredentials(new TestCredentials(this::provide), calls, new TestClock(() -> now));

  /** Returns different credentials per call, valid for one minute. */
  private AwsCredentialsIdentity provide() {
    int number = asked.incrementAndGet();
    if (failing) {
      throw new IllegalStateException("process ended with 1");
    }
    return AwsSessionCredentials.builder()
        .accessKeyId("id-" + number)
        .secretAccessKey("secret")
        .sessionToken("token")
        .expirationTime(now.plusSeconds(60))
        .build();
  }

  @AfterEach
  void close() {
    calls.close();
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  @Test
  void asksOncePerSecond() throws IOException {
    assertThat(credentials.get().accessKeyId()).isEqualTo("id-1");
    pass(Duration.ofMillis(900));
    assertThat(credentials.get().accessKeyId()).isEqualTo("id-1");
    pass(Duration.ofMillis(100));
    assertThat(credentials.get().accessKeyId()).isEqualTo("id-2");
  }

  @Test
  void keepsLastCredentialsUntilTheyExpire() throws IOException {
    assertThat(credentials.get().accessKeyId()).isEqualTo("id-1");
    failing = true;
    pass(Duration.ofSeconds(59));
    assertThat(credentials.get().accessKeyId()).isEqualTo("id-1");
    pass(Duration.ofSeconds(1));
    assertThatIOException()
        .isThrownBy(credentials::get)
        .withMessageContaining("process ended with 1");
    failing = false;
    assertThat(credentials.get().accessKeyId()).startsWith("id-");
  }

  @Test
  void asksProviderWhenClockIsSetBack() throws IOException {
    assertThat(credentials.get().accessKeyId()).isEqualTo("id-1");
    pass(Duration.ofHours(-1));
    assertThat(credentials.get().accessKeyId()).isEqualTo("id-2");
  }
}
