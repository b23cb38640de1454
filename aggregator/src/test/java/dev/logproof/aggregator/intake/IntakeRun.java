package dev.logproof.aggregator.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.buffer.ChunkAppender;
import dev.logproof.aggregator.buffer.ChunkAppender.ChunkLimits;
import dev.logproof.aggregator.buffer.ChunkQueue;
import dev.logproof.aggregator.buffer.EventOutcomes;
import dev.logproof.aggregator.buffer.FaultyAllocator;
import dev.logproof.aggregator.buffer.PendingAck;
import dev.logproof.aggregator.metrics.Accounting;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.output.EventLoopOutput;
import dev.logproof.aggregator.seams.SocketHook;
import dev.logproof.aggregator.transcode.RecordTranscoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.msgpack.core.MessagePack;

/**
 * Runs a connection from socket bytes to sealed chunks, with a hook before every seam. Confined to
 * one thread.
 */
final class IntakeRun {
  private static final int CHUNK_BYTES = 8 * 1024;
  private static final int MAX_TURNS = 1_000;

  private final Consumer<IntakeSeam> hook;
  private final FaultyAllocator allocator;
  private final Ledger ledger = new Ledger();
  private final ChunkQueue queue = new ChunkQueue(1 << 24);
  private final IntakeMemory memory = new IntakeMemory(1 << 24);
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final ChunkAppender appender;
  private final List<Integer> rejected = new ArrayList<>();

  IntakeRun(Consumer<IntakeSeam> hook) {
    this.hook = hook;
    allocator = new FaultyAllocator(() -> hook.accept(IntakeSeam.ALLOCATE));
    channel.config().setAllocator(allocator);
    RecordTranscoder transcoder = new RecordTranscoder();
    appender =
        new ChunkAppender(
            channel.eventLoop(),
            new ChunkAppender.Destination(queue::hold, this::hand),
            new ChunkLimits(CHUNK_BYTES, 1_000, 1 << 20, 500),
            (event, offset, length, out) -> {
              hook.accept(IntakeSeam.TRANSCODE);
              return transcoder.transcode(event, offset, length, out) > 0;
            },
            new EventOutcomes(ledger, (reason, event) -> deadLetter(event)),
            allocator);
    ForwardConnection connection =
        new ForwardConnection(
            channel,
            TestServer.wiring(
                any -> TestServer.routes(output()), new Connections(), ledger, memory));
    SocketHook socket =
        new SocketHook(
            event -> {
              switch (event) {
                case CONNECTED -> {}
                case READ -> hook.accept(IntakeSeam.READ);
                case WRITTEN -> hook.accept(IntakeSeam.WRITE);
              }
            });
    channel.pipeline().addLast(socket, connection.decoder(), connection);
  }

  /** Counts before the hook, since a failed write counts too. */
  private void deadLetter(ByteBuffer event) {
    byte[] bytes = new byte[event.remaining()];
    event.get(bytes);
    try (var in = MessagePack.newDefaultUnpacker(bytes)) {
      in.unpackMapHeader();
      in.unpackString();
      rejected.add(in.unpackInt());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    hook.accept(IntakeSeam.DEAD_LETTER);
  }

  private void hand(Chunk chunk) {
    hook.accept(IntakeSeam.SEAL);
    queue.offer(chunk);
  }

  private EventLoopOutput output() {
    return new EventLoopOutput() {
      @Override
      public void tag(ByteBuf buffer, int offset, int length) {
        hook.accept(IntakeSeam.ROUTE);
      }

      @Override
      public boolean admit(int events) {
        hook.accept(IntakeSeam.ADMIT);
        return true;
      }

      @Override
      public void take(ByteBuf event, int offset, int length, PendingAck ack) {
        appender.append(event, offset, length, ack);
      }

      @Override
      public void frameEnd() {
        appender.frameEnd();
      }
    };
  }

  void send(List<NumberedFrame> frames) {
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

  /** Retries until closed, as the drain does. */
  private void close() {
    Optional<Throwable> failure = Optional.empty();
    for (int attempt = 0; attempt < MAX_TURNS; attempt++) {
      try {
        appender.close();
        return;
      } catch (RuntimeException | Error e) {
        failure = Optional.of(e);
      }
    }
    throw new IllegalStateException("cannot be closed", failure.orElseThrow());
  }

  List<Integer> deliver() {
    close();
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

  /** Checks that acknowledged events were kept. */
  Set<Integer> check(List<NumberedFrame> frames, String situation) throws IOException {
    List<Integer> kept = deliver();
    Set<Integer> acknowledged = acknowledged();
    Accounting accounting = ledger.accounting();
    kept.addAll(rejected);
    assertThat(kept).as(situation).doesNotHaveDuplicates();
    assertThat(accounting.balanced()).as("%s: %s", situation, accounting.line()).isTrue();
    assertThat(accounting.pending()).as("%s: %s", situation, accounting.line()).isZero();
    Set<Integer> accountedFor = new HashSet<>(kept);
    for (NumberedFrame frame : frames) {
      if (acknowledged.contains(frame.number())) {
        assertThat(accountedFor)
            .as("%s: frame %d was acknowledged", situation, frame.number())
            .containsAll(frame.events());
      }
    }
    channel.finishAndReleaseAll();
    assertThat(allocator.heldBytes()).as("%s: not given back", situation).isZero();
    assertThat(memory.heldBytes()).as("%s: counted still", situation).isZero();
    return acknowledged;
  }
}
