package dev.logproof.aggregator.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logproof.aggregator.config.TagChange;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.routing.Router;
import dev.logproof.aggregator.routing.TagCache;
import dev.logproof.aggregator.routing.TagPattern;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code @type unix} takes the forward protocol on a socket file. */
class UnixSourceTest {
  /** The frame {@code ["t", 7, {"n": 3}]}. */
  private static final byte[] FRAME = {
    (byte) 0x93, (byte) 0xa1, 't', 7, (byte) 0x81, (byte) 0xa1, 'n', 3
  };

  @TempDir Path directory;
  private final Transport transport = new Transport(1);
  private final Ledger ledger = new Ledger();
  private final Connections connections = new Connections();
  private final RecordingOutput output = new RecordingOutput(ledger);

  @AfterEach
  void closeTransport() {
    transport.close();
  }

  private ForwardServer listen(Path path, String pattern, String tag)
      throws IOException, InterruptedException {
    TagRouter routes =
        new TagRouter(
                new TagCache<>(
                    new Router<>(List.of(new Router.Rule<>(TagPattern.parse(pattern), output))),
                    new RecordingOutput(ledger),
                    16))
            .with(new TagChange(tag, ""));
    ForwardServer.Wiring wiring =
        TestServer.wiring(channel -> routes, connections, ledger, new IntakeMemory(1 << 20));
    return ForwardServer.listen(transport, path, wiring);
  }

  private static SocketChannel send(Path path) throws IOException {
    SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(path));
    int ignored = client.write(ByteBuffer.wrap(FRAME));
    return client;
  }

  @Test
  void takesEventsAndReplacesSocketOfEarlierProcess() throws Exception {
    Path path = directory.resolve("new/fluent.sock");
    ForwardServer earlier = listen(path, "t", "");
    earlier.stopAccepting(0);
    assertThat(path).exists();
    ForwardServer server = listen(path, "t", "");
    try (SocketChannel client = send(path)) {
      assertThat(client.isOpen()).isTrue();
      assertThat(output.numbers.poll(10, TimeUnit.SECONDS)).isEqualTo(3);
    }
    assertThat(connections.awaitClosed(10_000, System::nanoTime)).isTrue();
    server.stopAccepting(0);
    assertThat(ledger.accounting().received()).isEqualTo(1);
  }

  @Test
  void replacesTag() throws Exception {
    Path path = directory.resolve("fluent.sock");
    ForwardServer server = listen(path, "given", "given");
    try (SocketChannel client = send(path)) {
      assertThat(client.isOpen()).isTrue();
      assertThat(output.numbers.poll(10, TimeUnit.SECONDS)).isEqualTo(3);
    }
    server.stopAccepting(0);
  }

  @Test
  void drainsClientThatStaysConnected() throws Exception {
    Path path = directory.resolve("fluent.sock");
    ForwardServer server = listen(path, "t", "");
    try (SocketChannel client = send(path)) {
      assertThat(output.numbers.poll(10, TimeUnit.SECONDS)).isEqualTo(3);
      server.stopAccepting(0);
      connections.resetAll();
      assertThat(connections.awaitClosed(10_000, System::nanoTime)).isTrue();
      assertThat(client.read(ByteBuffer.allocate(1))).isEqualTo(-1);
    }
  }

  @Test
  void leavesFileThatIsNoSocket() throws Exception {
    Path path = Files.write(directory.resolve("file"), "keep".getBytes(UTF_8));
    assertThatThrownBy(() -> listen(path, "t", ""))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is no socket");
    assertThat(path).hasContent("keep");
  }
}
