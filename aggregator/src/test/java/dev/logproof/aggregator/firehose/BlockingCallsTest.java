package dev.logproof.aggregator.firehose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.logproof.aggregator.Latches;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A hanging call blocks its caller only until its limit and never delays a stop. */
class BlockingCallsTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  private final BlockingCalls calls = new BlockingCalls("lookup");
  private final CountDownLatch never = new CountDownLatch(1);

  @AfterEach
  void close() {
    never.countDown();
    calls.close();
  }

  /** Ignores interrupts, as native name resolution does. */
  private String hang() {
    Latches.passDeaf(never);
    return "late";
  }

  @Test
  void returnsWhatTheCallReturns() throws IOException {
    assertThat(calls.get("what", LONG, () -> "result")).isEqualTo("result");
  }

  @Test
  void passesOnWhatTheCallThrows() {
    assertThatIOException()
        .isThrownBy(
            () ->
                calls.get(
                    "credentials",
                    LONG,
                    () -> {
                      throw new IllegalStateException("exit code 1");
                    }))
        .withMessage("credentials: java.lang.IllegalStateException: exit code 1");
  }

  @Test
  void timesOutAndServesOtherCalls() throws IOException {
    assertThatIOException()
        .isThrownBy(() -> calls.get("resolving x", Duration.ofMillis(20), this::hang))
        .withMessage("resolving x: no result within 20 ms");
    assertThat(calls.get("what", LONG, () -> "result")).isEqualTo("result");
  }

  @Test
  void endsTheWaitOfAThreadThatIsInterrupted() throws InterruptedException {
    BlockingQueue<String> outcomes = new LinkedBlockingQueue<>();
    CountDownLatch begun = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () -> {
              try {
                outcomes.add(
                    calls.get(
                        "resolving x",
                        LONG,
                        () -> {
                          begun.countDown();
                          return hang();
                        }));
              } catch (IOException e) {
                outcomes.add(e.getMessage() + " " + Thread.currentThread().isInterrupted());
              }
            });
    thread.start();
    Latches.assertOpens(begun);
    thread.interrupt();
    assertThat(outcomes.poll(Latches.TIME_LIMIT_SECONDS, TimeUnit.SECONDS))
        .isEqualTo("resolving x: interrupted true");
  }
}
