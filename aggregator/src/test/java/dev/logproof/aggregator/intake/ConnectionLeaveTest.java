package dev.logproof.aggregator.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.silence.DrainWindow;
import dev.logproof.aggregator.silence.ResetReport;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A serving task moves its clients to another task without loss. */
class ConnectionLeaveTest {
  private static final long TIME_LIMIT_MILLIS = 20_000;
  private static final int MESSAGES = 200;

  private final ResetReport report = new ResetReport();
  private final TestServer before;
  private final TestServer after;

  ConnectionLeaveTest() throws InterruptedException {
    before = new TestServer(false);
    after = new TestServer(false);
  }

  @AfterEach
  void close() {
    before.close();
    after.close();
  }

  private DrainWindow window() {
    return new DrainWindow(
        System::nanoTime, System.nanoTime() + TimeUnit.SECONDS.toNanos(1), report);
  }

  @Test
  void movesClientThatNeverReads() throws InterruptedException {
    DockerClient client = new DockerClient(List.of(before.address(), after.address()));
    IntStream.range(0, MESSAGES).forEach(client::send);
    while (before.output.seen().size() < MESSAGES) {
      before.output.numbers.take();
    }
    assertThat(before.connections.moveShare(1, System.nanoTime(), window())).isEqualTo(1);
    assertThat(before.connections.awaitClosed(TIME_LIMIT_MILLIS, System::nanoTime)).isTrue();
    client.send(MESSAGES);
    assertThat(after.output.numbers.take()).isEqualTo(MESSAGES);
    client.close();
    assertThat(report.resets()).isOne();
  }

  @Test
  void servesNewConnectionsWhileOthersLeave() throws InterruptedException {
    DockerClient leaving = new DockerClient(List.of(before.address(), after.address()));
    leaving.send(0);
    assertThat(before.output.numbers.take()).isZero();
    before.connections.moveShare(1, System.nanoTime(), window());
    DockerClient coming = new DockerClient(List.of(before.address()));
    coming.send(1);
    assertThat(before.output.numbers.take()).isOne();
    leaving.close();
    coming.close();
  }

  @Test
  void endsAcknowledgingClientAfterItsLastAcknowledgement() throws Exception {
    try (TestServer server = new TestServer(true);
        AckClient client = AckClient.dial(server)) {
      client.send(0, "first");
      assertThat(client.readAck()).isEqualTo("first");
      server.connections.moveShare(1, System.nanoTime(), window());
      assertThat(client.read()).as("end of stream, not a reset").isEqualTo(-1);
    }
  }

  @Test
  void movesOnlyConnectionsThatHaveReachedTheirAge() throws InterruptedException {
    DockerClient client = new DockerClient(List.of(before.address()));
    client.send(0);
    assertThat(before.output.numbers.take()).isZero();
    assertThat(before.connections.anyDue(Long.MAX_VALUE / 2)).as("without a limit").isFalse();
    assertThat(before.connections.moveDue(1, Long.MAX_VALUE / 2, window())).isZero();
    client.close();
  }

  @Test
  void spreadsAgesByTenPercent() {
    ConnectionAge age = new ConnectionAge(1_000, () -> 0);
    assertThat(age.begin(0).isOver(899)).isFalse();
    assertThat(age.begin(0).isOver(900)).isTrue();
    ConnectionAge late = new ConnectionAge(1_000, () -> 1);
    assertThat(late.begin(0).isOver(1_099)).isFalse();
    assertThat(late.begin(0).isOver(1_100)).isTrue();
    assertThat(ConnectionAge.UNLIMITED.begin(0).isOver(Long.MAX_VALUE)).isFalse();
  }
}
