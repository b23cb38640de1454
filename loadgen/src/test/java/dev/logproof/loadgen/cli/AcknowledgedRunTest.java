package dev.logproof.loadgen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.commandline.Program;
import dev.logproof.record.journal.JournalReader;
import dev.logproof.record.journal.RunJournal;
import dev.logproof.record.result.Json;
import dev.logproof.record.result.LoadResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.Value;
import org.msgpack.value.ValueFactory;

/** Tests acknowledgements and broken connections. */
class AcknowledgedRunTest {
  @TempDir Path temp;

  /** Acknowledges frames, but closes each connection after some. */
  private static final class Acknowledging implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int framesAConnection;
    private final Set<String> chunks = ConcurrentHashMap.newKeySet();
    private final AtomicInteger frames = new AtomicInteger();

    Acknowledging(int framesAConnection) throws IOException {
      this.framesAConnection = framesAConnection;
      daemon(this::accept);
    }

    private static void daemon(Runnable task) {
      Thread thread = new Thread(task);
      thread.setDaemon(true);
      thread.start();
    }

    private void accept() {
      try {
        while (true) {
          Socket socket = listener.accept();
          daemon(() -> serve(socket));
        }
      } catch (IOException e) {
        return;
      }
    }

    private void serve(Socket socket) {
      try (socket;
          MessageUnpacker in = MessagePack.newDefaultUnpacker(socket.getInputStream())) {
        for (int frame = 0; frame < framesAConnection && in.hasNext(); frame++) {
          List<Value> elements = in.unpackValue().asArrayValue().list();
          Map<Value, Value> option = elements.get(elements.size() - 1).asMapValue().map();
          String chunk = option.get(ValueFactory.newString("chunk")).asStringValue().asString();
          chunks.add(chunk);
          frames.incrementAndGet();
          acknowledge(socket, chunk);
        }
      } catch (IOException e) {
        return;
      }
    }

    private static void acknowledge(Socket socket, String chunk) throws IOException {
      try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
        packer.packMapHeader(1).packString("ack").packString(chunk);
        socket.getOutputStream().write(packer.toByteArray());
      }
    }

    @Override
    public void close() throws IOException {
      listener.close();
    }
  }

  private int run(Acknowledging receiver, String... more) {
    List<String> arguments = new ArrayList<>(List.of("run", "--quiet", "--ack"));
    arguments.addAll(List.of("--target", "127.0.0.1:" + receiver.listener.getLocalPort()));
    arguments.addAll(List.of("--rate", "300kB/s", "--duration", "1s", "--tracers", "100/s"));
    arguments.addAll(List.of("--connections", "2", "--tolerance", "20%"));
    arguments.addAll(List.of("--journal", temp.resolve("run").toString()));
    arguments.addAll(List.of(more));
    return Program.commandLine(new LoadgenCommand(), Map.of())
        .execute(arguments.toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"message", "packed"})
  void recordsAcknowledgementsInJournal(String mode) throws IOException {
    try (Acknowledging receiver = new Acknowledging(Integer.MAX_VALUE)) {
      assertThat(run(receiver, "--mode", mode)).isZero();
      RunJournal journal = JournalReader.read(temp.resolve("run"));
      assertThat(journal.start().ackMode()).isEqualTo("chunk");
      assertThat(journal.attempted()).isEqualTo(100);
      assertThat(journal.sources())
          .allMatch(source -> source.acked().count() == source.attempted());
      assertThat(receiver.frames.get()).isEqualTo(receiver.chunks.size());
      assertThat(temp.resolve("run/latency.hlog"))
          .content()
          .contains("Tag=ack-corrected,", "Tag=ack-uncorrected,");
    }
  }

  @Test
  void resendsUnacknowledgedFramesOnNewConnection() throws IOException {
    try (Acknowledging receiver = new Acknowledging(40)) {
      assertThat(run(receiver, "--ack-window", "8")).isZero();
      LoadResult result = Json.read(temp.resolve("run/load.json"), LoadResult.class);
      assertThat(result.reconnects()).isPositive();
      assertThat(receiver.chunks).hasSize((int) result.events());
      RunJournal journal = JournalReader.read(temp.resolve("run"));
      assertThat(journal.sources())
          .allMatch(source -> source.acked().count() == source.attempted());
    }
  }
}
