package dev.logproof.aggregator.intake;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.logproof.aggregator.Latches;
import dev.logproof.aggregator.access.AccessRules;
import dev.logproof.aggregator.access.ClientCertificates;
import dev.logproof.aggregator.access.Secret;
import dev.logproof.aggregator.access.Security;
import dev.logproof.aggregator.seams.LogHook;
import dev.logproof.aggregator.silence.DrainWindow;
import io.netty.channel.Channel;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A channel that closes during a handshake or a stop is an ordinary end: nothing is logged. */
class ClosingChannelTest {
  private static final long TIME_LIMIT_MILLIS = 20_000;

  @TempDir Path directory;

  private final BlockingQueue<Channel> channels = new LinkedBlockingQueue<>();
  private final ConcurrentLinkedQueue<String> logged = new ConcurrentLinkedQueue<>();
  private final LogHook log =
      new LogHook(
          Level.INFO,
          logger -> true,
          (level, format, cause) -> {
            if (format != null) {
              logged.add(level + " " + format + " " + cause);
            }
          });

  /** Steps of a stop that reach every connection. */
  enum StopStep {
    DRAIN,
    RESET_UNFINISHED,
    RESET_ALL,
    GIVE_UP_OVERDUE;

    void run(Connections connections) {
      switch (this) {
        case DRAIN -> connections.drain(DrainWindow.ofMillis(0, System::nanoTime));
        case RESET_UNFINISHED -> connections.resetUnfinished();
        case RESET_ALL -> connections.resetAll();
        case GIVE_UP_OVERDUE -> connections.giveUpOverdue();
      }
    }
  }

  @AfterEach
  void close() {
    log.close();
  }

  /** Remembers each channel of a server with {@code security}. */
  private ForwardAccess access(Security security) {
    return new ForwardAccess(
        security,
        (channel, memory) -> {
          channels.add(channel);
          return TlsRecords.NONE;
        },
        RandomGenerator.getDefault(),
        TIME_LIMIT_MILLIS);
  }

  private static AccessRules withKey() {
    return new AccessRules("server", Secret.of("key"), false, true, Map.of(), List.of());
  }

  private void closeBefore(TestServer server, Runnable step) throws InterruptedException {
    Channel channel = channels.poll(TIME_LIMIT_MILLIS, TimeUnit.MILLISECONDS);
    assertThat(channel).isNotNull();
    CountDownLatch queued = new CountDownLatch(1);
    channel.eventLoop().execute(() -> Latches.pass(queued));
    channel.eventLoop().execute(channel::close);
    // The channel is closed when this runs, but its handlers do not know yet.
    step.run();
    queued.countDown();
    assertThat(server.connections.awaitClosed(TIME_LIMIT_MILLIS, System::nanoTime)).isTrue();
    assertThat(server.transport.responds(TIME_LIMIT_MILLIS)).isTrue();
    assertThat(logged).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(StopStep.class)
  void logsNothingWhenChannelClosesBeforeStopStep(StopStep step) throws Exception {
    try (TestServer server = new TestServer(false, access(Security.OPEN));
        Socket client = server.connect()) {
      client.getOutputStream().write(DockerClient.message(1));
      assertThat(server.output.numbers.take()).isEqualTo(1);
      closeBefore(server, () -> step.run(server.connections));
    }
  }

  @ParameterizedTest
  @EnumSource(StopStep.class)
  void logsNothingWhenChannelClosesDuringHandshake(StopStep step) throws Exception {
    try (TestServer server = new TestServer(false, access(withKey()));
        Socket client = server.connect()) {
      assertThat(client.getInputStream().read()).isPositive();
      closeBefore(server, () -> step.run(server.connections));
    }
  }

  @Test
  void logsNothingWhenClientLeavesDuringTlsHandshakeAndStop() throws Exception {
    TestTls tls = TestTls.in(directory);
    try (TestServer server = new TestServer(false, tls.access(ClientCertificates.NOT_ASKED))) {
      try (Socket client = server.connect()) {
        // Half of a ClientHello's record.
        client.getOutputStream().write(new byte[] {22, 3, 1, 0, 100, 1});
        while (server.connections.count() == 0) {
          Thread.onSpinWait();
        }
        server.drain();
      }
      assertThat(server.connections.awaitClosed(TIME_LIMIT_MILLIS, System::nanoTime)).isTrue();
      assertThat(server.transport.responds(TIME_LIMIT_MILLIS)).isTrue();
      assertThat(logged).isEmpty();
    }
  }
}
