package dev.logproof.aggregator.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.metrics.Accounting;
import dev.logproof.aggregator.metrics.RejectCause;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/** {@code dedupe_in_flight} detects a chunk resent before its acknowledgement. */
class DedupeInFlightTest {
  private static final String ID = "id-1\n";

  private static void awaitReceived(TestServer server, long events) {
    while (server.ledger.accounting().received() < events || !balanced(server)) {
      Thread.onSpinWait();
    }
  }

  private static boolean balanced(TestServer server) {
    return server.ledger.accounting().balanced();
  }

  private static long joined(TestServer server) {
    Accounting counters = server.ledger.accounting();
    assertThat(counters.balanced()).as(counters.line()).isTrue();
    return server.ledger.rejected(RejectCause.DUPLICATE_IN_FLIGHT);
  }

  /** Returns the promise of the first chunk, which is kept only after the second has come. */
  private static Runnable sendTwice(TestServer server, AckClient first, AckClient again)
      throws Exception {
    first.send(1, ID);
    Runnable promise = server.output.promises.take();
    again.send(1, ID);
    awaitReceived(server, 2);
    return promise;
  }

  @Test
  void takesResentChunkOnceAndAcknowledgesTwice() throws Exception {
    try (TestServer server = TestServer.deduping(1);
        AckClient client = AckClient.dial(server)) {
      sendTwice(server, client, client).run();
      assertThat(client.readAck()).isEqualTo(ID);
      assertThat(client.readAck()).isEqualTo(ID);
      assertThat(server.output.seen()).containsExactly(1);
      assertThat(joined(server)).isEqualTo(1);
    }
  }

  /** Loops are assigned in turn, so these connections use different ones. */
  @Test
  void acknowledgesResentChunkAfterFirstConnectionIsGone() throws Exception {
    try (TestServer server = TestServer.deduping(2);
        AckClient again = new AckClient(firstGone(server))) {
      again.send(1, ID);
      awaitReceived(server, 2);
      server.output.promises.take().run();
      assertThat(again.readAck()).isEqualTo(ID);
      assertThat(server.output.seen()).containsExactly(1);
      assertThat(joined(server)).isEqualTo(1);
    }
  }

  private static Socket firstGone(TestServer server) throws Exception {
    try (AckClient first = AckClient.dial(server)) {
      first.send(1, ID);
      awaitReceived(server, 1);
    }
    while (server.connections.count() > 0) {
      Thread.onSpinWait();
    }
    return server.connect();
  }

  @Test
  void takesChunkAgainAfterAcknowledgement() throws Exception {
    try (TestServer server = TestServer.deduping(1);
        AckClient client = AckClient.dial(server)) {
      for (int time = 1; time <= 2; time++) {
        client.send(1, ID);
        server.output.promises.take().run();
        assertThat(client.readAck()).isEqualTo(ID);
      }
      assertThat(server.output.seen()).containsExactly(1, 1);
      assertThat(joined(server)).isZero();
    }
  }

  /** Fluent Bit's chunk ids are content hashes, so equal chunks share ids. */
  @Test
  void takesBothChunksWithEqualIdsByDefault() throws Exception {
    try (TestServer server = new TestServer(false);
        AckClient client = AckClient.dial(server)) {
      client.send(1, ID);
      client.send(1, ID);
      server.output.promises.take().run();
      server.output.promises.take().run();
      assertThat(client.readAck()).isEqualTo(ID);
      assertThat(client.readAck()).isEqualTo(ID);
      assertThat(server.output.seen()).containsExactly(1, 1);
      assertThat(joined(server)).isZero();
    }
  }

  @Test
  void acknowledgesJoinedClientDuringDrain() throws Exception {
    try (TestServer server = TestServer.deduping(2);
        AckClient first = AckClient.dial(server);
        AckClient again = AckClient.dial(server)) {
      Runnable promise = sendTwice(server, first, again);
      server.drain();
      promise.run();
      assertThat(again.readAck()).isEqualTo(ID);
      assertThat(again.read()).isEqualTo(-1);
      assertThat(first.readAck()).isEqualTo(ID);
      assertThat(first.read()).isEqualTo(-1);
    }
  }
}
