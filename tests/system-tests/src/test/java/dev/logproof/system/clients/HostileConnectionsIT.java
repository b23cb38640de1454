package dev.logproof.system.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.logproof.system.support.AggregatorTask;
import dev.logproof.system.support.ExitLine;
import dev.logproof.system.support.FluentConf;
import dev.logproof.system.support.KeyFiles;
import dev.logproof.system.support.ProcessMemory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/**
 * Opens one kind of memory-exhausting connection per test while Firehose is unreachable. The
 * process must stay within the bound in docs/decisions/003-memory.md, serve a well-behaved client,
 * and balance its counters. Run by {@code bin/fault-suite --hostile-connections N}; a build opens
 * fewer.
 */
@Tag("full")
class HostileConnectionsIT {
  private static final int CONNECTIONS = Integer.getInteger("logproof.hostile.connections", 400);
  private static final List<String> KINDS =
      List.of(System.getProperty("logproof.hostile.kinds", "all").split(",", -1));
  private static final long SEND_NANOS = TimeUnit.SECONDS.toNanos(CONNECTIONS > 1_000 ? 60 : 10);
  private static final int HONEST_MILLIS = 60_000;
  private static final long MIB = 1 << 20;
  private static final long HEAP_MIB = 128;
  private static final long DIRECT_MIB = 128;

  /** Code, classes, threads and sockets; the launcher also reserves this in a container. */
  private static final long CONSTANT_MIB = 320;

  private static final String SECURITY =
      """
      <security>
        self_hostname here
        shared_key secret
      </security>""";

  private static final String TLS =
      """
      <transport tls>
        cert_path %1$s/server.pem
        private_key_path %1$s/server.key
      </transport>""";

  @TempDir Path directory;

  private final List<SocketChannel> clients = new ArrayList<>();

  /** A misspelt kind would select nothing, which looks like success. */
  @Test
  void knowsEveryChosenKind() {
    assertThat(
            Stream.concat(
                Stream.of("all"), Stream.of(HostileKind.values()).map(HostileKind::label)))
        .containsAll(KINDS);
  }

  @ParameterizedTest
  @EnumSource(HostileKind.class)
  void staysWithinTheStatedMemory(HostileKind kind) throws Exception {
    assumeTrue(KINDS.contains("all") || KINDS.contains(kind.label()), "not chosen");
    try (AggregatorTask task = start(kind)) {
      attack(kind, kind == HostileKind.HTTP_BODY ? task.httpPort() : task.forwardPort());
      long honestMillis = millis(() -> honestOverHttp(task.httpPort()));
      if (!kind.isHandshake()) {
        honestMillis += millis(() -> honest(task.forwardPort()));
      }
      long peak = ProcessMemory.statusBytes(task.program().process().pid(), "VmHWM");
      for (SocketChannel client : clients) {
        client.close();
      }
      int exitCode = task.stop();
      ExitLine line = ExitLine.parse(task.accounting());
      System.out.printf(
          Locale.ROOT,
          "%s: %,d connections, peak %,d MiB of %,d, honest client answered after %,d ms, %s%n",
          kind,
          clients.size(),
          peak / MIB,
          HEAP_MIB + DIRECT_MIB + CONSTANT_MIB,
          honestMillis,
          line);
      assertThat(peak).isLessThan((HEAP_MIB + DIRECT_MIB + CONSTANT_MIB) * MIB);
      assertThat(exitCode).as(task.program().stderr()).isIn(0, 1);
      assertThat(line.balanced()).as("%s", line).isTrue();
    }
  }

  private AggregatorTask start(HostileKind kind) throws Exception {
    String security =
        switch (kind) {
          case ENDLESS_HANDSHAKE -> SECURITY;
          case ENDLESS_TLS_HANDSHAKE -> TLS.formatted(directory);
          default -> "";
        };
    if (kind == HostileKind.ENDLESS_TLS_HANDSHAKE) {
      KeyFiles.create(directory, "server");
    }
    String config =
        FluentConf.withSources(security)
            .discard("honest")
            .firehose(
                "**",
                FluentConf.S3_STREAM,
                List.of("region us-west-2"),
                "flush_interval 1",
                "chunk_limit_size 1m",
                "total_limit_size 16m")
            .write(directory.resolve("fluent.conf"));
    return AggregatorTask.start(
        directory,
        Map.of(
            "AWS_ENDPOINT_URL_FIREHOSE",
            "http://127.0.0.1:1",
            "AWS_ACCESS_KEY_ID",
            "id",
            "AWS_SECRET_ACCESS_KEY",
            "secret",
            "LOGPROOF_JAVA_FLAGS",
            "-Xmx" + HEAP_MIB + "m -XX:MaxDirectMemorySize=" + DIRECT_MIB + "m"),
        "--config",
        config,
        "--stop-timeout",
        "10s");
  }

  private void attack(HostileKind kind, int port) throws IOException {
    byte[] first = kind.first();
    List<ByteBuffer> unsent = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      SocketChannel client =
          SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      client.configureBlocking(false);
      clients.add(client);
      unsent.add(ByteBuffer.wrap(first));
    }
    long untilNanos = System.nanoTime() + SEND_NANOS;
    while (System.nanoTime() - untilNanos < 0) {
      long roundNanos = System.nanoTime();
      for (int i = 0; i < clients.size(); i++) {
        send(kind, clients.get(i), unsent, i);
      }
      LockSupport.parkNanos(
          Math.max(1, roundNanos + TimeUnit.SECONDS.toNanos(1) - System.nanoTime()));
    }
  }

  private static void send(
      HostileKind kind, SocketChannel client, List<ByteBuffer> unsent, int index)
      throws IOException {
    if (!client.isOpen()) {
      return;
    }
    try {
      int ignored = client.write(unsent.get(index));
    } catch (IOException e) {
      client.close();
      return;
    }
    if (!unsent.get(index).hasRemaining()) {
      if (kind.closes()) {
        client.close();
      }
      unsent.set(index, ByteBuffer.wrap(kind.everySecond()));
    }
  }

  /** A well-behaved client. */
  private interface Honest {
    void run() throws IOException, InterruptedException;
  }

  private static long millis(Honest client) throws IOException, InterruptedException {
    long startNanos = System.nanoTime();
    client.run();
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
  }

  private static void honestOverHttp(int port) throws IOException, InterruptedException {
    URI check = URI.create("http://127.0.0.1:" + port + "/honest?json=%7B%22log%22%3A1%7D");
    HttpRequest request =
        HttpRequest.newBuilder(check).timeout(Duration.ofMillis(HONEST_MILLIS)).build();
    assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode())
        .isEqualTo(200);
  }

  private static void honest(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        MessageBufferPacker frame = MessagePack.newDefaultBufferPacker()) {
      socket.setSoTimeout(HONEST_MILLIS);
      frame.packArrayHeader(4).packString("honest").packInt(1_700_000_000);
      frame.packMapHeader(1).packString("log").packString("hello");
      frame.packMapHeader(1).packString("chunk").packString("id");
      socket.getOutputStream().write(frame.toByteArray());
      assertThat(socket.getInputStream().read()).as("an acknowledgement").isEqualTo(0x81);
    }
  }
}
