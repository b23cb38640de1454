package dev.logproof.system.clients;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.system.support.AggregatorTask;
import dev.logproof.system.support.ExitLine;
import dev.logproof.system.support.FluentConf;
import dev.logproof.system.support.Metrics;
import dev.logproof.system.support.ProcessMemory;
import dev.logproof.system.support.Waits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ten thousand clients send once; two thousand of them continue. Every event must be received
 * within the memory limit per connection. Both processes need that many file descriptors.
 */
@Tag("full")
class ManyConnectionsIT {
  private static final int IDLE = 10_000;
  private static final int BUSY = 2_000;
  private static final int ROUNDS = 50;

  /** Live heap per connection. */
  private static final long MAX_HEAP_BYTES = 4 * 1024;

  /** Resident memory per connection, without kernel buffers. */
  private static final long MAX_RESIDENT_BYTES = 16 * 1024;

  /** {@code ["app", 1700000000, {"log": "0123456789"}, {}]}. */
  private static final byte[] MESSAGE =
      "\u0094\u00a3app\u00ceeS\u00f1\u0000\u0081\u00a3log\u00aa0123456789\u0080"
          .getBytes(ISO_8859_1);

  private static final Pattern TOTAL = Pattern.compile("(?m)^Total +(\\d+) +(\\d+)$");

  @TempDir Path directory;

  private final List<SocketChannel> clients = new ArrayList<>();

  @Test
  void servesManyConnectionsWithinStatedMemory() throws Exception {
    String config = FluentConf.withSources().discard("**").write(directory.resolve("fluent.conf"));
    try (AggregatorTask task = AggregatorTask.start(directory, Map.of(), "--config", config)) {
      dial(task.forwardPort(), 100);
      send(100, 1);
      awaitReceived(task, 100);
      long heapBefore = heapBytes(task);
      long residentBefore = residentBytes(task);
      dial(task.forwardPort(), IDLE - 100);
      send(IDLE, 1);
      awaitReceived(task, 100 + IDLE);
      long heap = (heapBytes(task) - heapBefore) / (IDLE - 100);
      long resident = (residentBytes(task) - residentBefore) / (IDLE - 100);
      System.out.printf("a connection: %,d bytes of heap, %,d resident%n", heap, resident);
      assertThat(heap).isLessThan(MAX_HEAP_BYTES);
      assertThat(resident).isLessThan(MAX_RESIDENT_BYTES);
      send(BUSY, ROUNDS);
      long all = 100 + IDLE + (long) BUSY * ROUNDS;
      awaitReceived(task, all);
      close();
      assertThat(task.stop()).isZero();
      assertThat(ExitLine.parse(task.accounting()).received()).isEqualTo(all);
      assertThat(ExitLine.parse(task.accounting()).balanced()).isTrue();
    }
  }

  private void dial(int port, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      clients.add(
          SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
    }
  }

  private void send(int count, int rounds) throws IOException {
    for (int round = 0; round < rounds; round++) {
      for (SocketChannel client : clients.subList(0, count)) {
        int ignored = client.write(ByteBuffer.wrap(MESSAGE));
      }
    }
  }

  private void close() throws IOException {
    for (SocketChannel client : clients) {
      client.close();
    }
  }

  private static void awaitReceived(AggregatorTask task, long events) {
    Metrics metrics = new Metrics(task.metricsPort());
    double seen =
        Waits.await()
            .until(() -> metrics.sum("logproof_received_events_total"), sum -> sum >= events);
    assertThat(seen).isEqualTo((double) events);
  }

  /** Live heap after a garbage collection. */
  private static long heapBytes(AggregatorTask task) throws IOException, InterruptedException {
    String text = ProcessMemory.jcmd(task.program().process().pid(), "GC.class_histogram");
    Matcher total = TOTAL.matcher(text);
    assertThat(total.find()).as(text).isTrue();
    return Long.parseLong(total.group(2));
  }

  private static long residentBytes(AggregatorTask task) throws IOException {
    return ProcessMemory.statusBytes(task.program().process().pid(), "VmRSS");
  }
}
