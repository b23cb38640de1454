package dev.logproof.aggregator.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.buffer.ChunkAppender;
import dev.logproof.aggregator.buffer.ChunkAppender.ChunkLimits;
import dev.logproof.aggregator.buffer.ChunkQueue;
import dev.logproof.aggregator.buffer.FaultyAllocator;
import dev.logproof.aggregator.buffer.PendingAck;
import dev.logproof.aggregator.config.AckOn;
import dev.logproof.aggregator.metrics.Accounting;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.output.LoopOutput;
import dev.logproof.aggregator.transcode.RecordTranscoder;
import dev.logproof.forward.decode.ForwardLimits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/**
 * From the socket to the sealed chunk, every allocation fails once, in turn. Nothing is lost that
 * was acknowledged, nothing is held twice or after it was given back, and the ledger balances.
 */
class AllocationFailuresTest {
  private static final int CHUNK_BYTES = 8 * 1024;
  private static final int FRAMES = 8;
  private static final int MAX_TURNS = 1_000;
  private static final int MAX_ALLOCATIONS = 500;

  /** Tag, events from {@code n} on, and the frame's own number as its chunk id. */
  private record Frame(int number, List<Integer> events, ByteBuf bytes) {
    @Override
    public String toString() {
      return "frame " + number;
    }
  }

  /** One run, in which allocation number {@code failing} fails. */
  private static final class Run {
    private final FaultyAllocator allocator;
    private final Ledger ledger = new Ledger();
    private final ChunkQueue queue = new ChunkQueue(1 << 24);
    private final IntakeMemory memory = new IntakeMemory(1 << 24);
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final ChunkAppender appender;
    private int taken;

    Run(int failing) {
      allocator =
          new FaultyAllocator(
              () -> {
                if (taken++ == failing) {
                  throw new OutOfMemoryError("planted");
                }
              });
      channel.config().setAllocator(allocator);
      RecordTranscoder transcoder = new RecordTranscoder();
      appender =
          new ChunkAppender(
              channel.eventLoop(),
              queue,
              queue::offer,
              new ChunkLimits(CHUNK_BYTES, 1_000, 1 << 20, 500),
              (event, offset, length, out) -> transcoder.transcode(event, offset, length, out) > 0,
              ledger,
              (reason, event) -> {},
              allocator);
      ForwardConnection connection =
          new ForwardConnection(
              channel,
              new ForwardServer.Wiring(
                  any -> TestServer.routes(output()),
                  new Connections(),
                  ledger,
                  ForwardLimits.defaults(),
                  ForwardAccess.OPEN,
                  AckOn.DELIVERED,
                  Optional.empty(),
                  memory,
                  1));
      channel.pipeline().addLast(connection.decoder(), connection);
    }

    private LoopOutput output() {
      return new LoopOutput() {
        @Override
        public void take(ByteBuf event, int offset, int length, Optional<PendingAck> ack) {
          appender.append(event, offset, length, ack);
        }

        @Override
        public void frameEnd() {
          appender.frameEnd();
        }
      };
    }

    /** Sends {@code frames} in pieces that cut them, as far as the connection lives. */
    void send(List<Frame> frames) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      frames.forEach(frame -> all.writeBytes(ByteBufUtil.getBytes(frame.bytes())));
      byte[] bytes = all.toByteArray();
      for (int at = 0; at < bytes.length && channel.isOpen(); at += 50_000) {
        channel.writeInbound(
            Unpooled.directBuffer().writeBytes(bytes, at, Math.min(50_000, bytes.length - at)));
        for (int turn = 0; turn < MAX_TURNS && memory.heldBytes() > 50_000; turn++) {
          channel.runPendingTasks();
          channel.runScheduledPendingTasks();
        }
      }
      channel.runPendingTasks();
    }

    /** Everything is delivered: the numbers of the events that were kept. */
    List<Integer> deliver() {
      try {
        appender.close();
      } catch (OutOfMemoryError e) {
        appender.close();
      }
      List<Integer> kept = new ArrayList<>();
      for (Optional<Chunk> next = queue.poll(); next.isPresent(); next = queue.poll()) {
        Chunk chunk = next.get();
        for (int record = 0; record < chunk.records(); record++) {
          String json = new String(chunk.copy(record), UTF_8);
          assertThat(json).matches("\\{\"n\":\\d+,\"log\":\"x*\"}");
          kept.add(Integer.parseInt(json.substring(5, json.indexOf(','))));
        }
        ledger.heldDelivered(chunk.records());
        chunk.kept();
        queue.release(chunk);
      }
      channel.runPendingTasks();
      return kept;
    }

    /** Numbers of the frames that were acknowledged. */
    Set<Integer> acknowledged() throws IOException {
      Set<Integer> ids = new HashSet<>();
      for (ByteBuf ack = channel.readOutbound(); ack != null; ack = channel.readOutbound()) {
        byte[] bytes = new byte[ack.readableBytes()];
        ack.readBytes(bytes).release();
        try (var in = MessagePack.newDefaultUnpacker(bytes)) {
          in.unpackMapHeader();
          in.unpackString();
          ids.add(Integer.parseInt(in.unpackString()));
        }
      }
      return ids;
    }
  }

  private static byte[] entry(int number) throws IOException {
    try (MessageBufferPacker entry = MessagePack.newDefaultBufferPacker()) {
      entry.packArrayHeader(2).packInt(1_700_000_000).packMapHeader(2);
      entry.packString("n").packInt(number).packString("log").packString("x".repeat(300));
      return entry.toByteArray();
    }
  }

  /** Packed, every other one compressed, the largest beyond what is handled at once. */
  private static Frame frame(int number, int first, int events) throws IOException {
    boolean compressed = number % 2 == 1;
    ByteArrayOutputStream entries = new ByteArrayOutputStream();
    try (var out = compressed ? new GZIPOutputStream(entries) : entries) {
      for (int event = first; event < first + events; event++) {
        out.write(entry(event));
      }
    }
    try (MessageBufferPacker frame = MessagePack.newDefaultBufferPacker()) {
      frame.packArrayHeader(3).packString("tag").packBinaryHeader(entries.size());
      frame.writePayload(entries.toByteArray());
      frame.packMapHeader(2).packString("chunk").packString(Integer.toString(number));
      frame.packString("compressed").packString(compressed ? "gzip" : "text");
      List<Integer> numbers = IntStream.range(first, first + events).boxed().toList();
      return new Frame(number, numbers, Unpooled.wrappedBuffer(frame.toByteArray()));
    }
  }

  private static List<Frame> frames() throws IOException {
    List<Frame> frames = new ArrayList<>();
    int first = 0;
    for (int number = 0; number < FRAMES; number++) {
      int events = number == 4 ? 2_000 : 5 + 30 * number;
      frames.add(frame(number, first, events));
      first += events;
    }
    return frames;
  }

  @Test
  void eachAllocationMayFailOnce() throws IOException {
    List<Frame> frames = frames();
    int failing = 0;
    boolean struck = true;
    while (struck && failing < MAX_ALLOCATIONS) {
      struck = check(frames, failing++);
    }
    assertThat(failing).as("allocations in a run").isBetween(50, MAX_ALLOCATIONS - 1);
  }

  /** True when there was an allocation of that number. */
  private static boolean check(List<Frame> frames, int failing) throws IOException {
    Run run = new Run(failing);
    run.send(frames);
    List<Integer> kept = run.deliver();
    Set<Integer> acknowledged = run.acknowledged();
    Accounting books = run.ledger.accounting();
    assertThat(kept).as("allocation %d", failing).doesNotHaveDuplicates();
    assertThat(books.balanced()).as("allocation %d: %s", failing, books.line()).isTrue();
    assertThat(books.pending()).as("allocation %d: %s", failing, books.line()).isZero();
    Set<Integer> delivered = new HashSet<>(kept);
    for (Frame frame : frames) {
      if (acknowledged.contains(frame.number())) {
        assertThat(delivered)
            .as("allocation %d: %s was acknowledged", failing, frame)
            .containsAll(frame.events());
      }
    }
    run.channel.finishAndReleaseAll();
    assertThat(run.allocator.heldBytes()).as("allocation %d: not given back", failing).isZero();
    assertThat(run.memory.heldBytes()).as("allocation %d: counted still", failing).isZero();
    boolean struck = run.taken > failing;
    if (!struck) {
      assertThat(acknowledged).hasSize(FRAMES);
    }
    return struck;
  }
}
