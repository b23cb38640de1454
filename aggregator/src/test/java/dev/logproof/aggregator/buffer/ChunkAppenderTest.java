package dev.logproof.aggregator.buffer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.metrics.RejectCause;
import dev.logproof.aggregator.transcode.RecordTranscoder;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/** An event without a JSON form is rejected alone; full chunks hold whole requests. */
class ChunkAppenderTest {
  private static final int TOO_DEEP = 8;

  private final Ledger ledger = new Ledger();
  private final ChunkQueue queue = new ChunkQueue(1 << 20);
  private final List<String> deadLetters = new ArrayList<>();
  private final RecordTranscoder transcoder = new RecordTranscoder(1 << 16);
  private final ChunkAppender appender = appender(1 << 16, 500);

  private ChunkAppender appender(int chunkLimitBytes, int requestRecords) {
    return appender(chunkLimitBytes, requestRecords, UnpooledByteBufAllocator.DEFAULT);
  }

  private ChunkAppender appender(
      int chunkLimitBytes, int requestRecords, ByteBufAllocator allocator) {
    return new ChunkAppender(
        new EmbeddedChannel().eventLoop(),
        new ChunkAppender.Destination(queue::hold, queue::offer),
        new ChunkAppender.ChunkLimits(chunkLimitBytes, 1_000, 1 << 16, requestRecords),
        (event, offset, length, out) -> transcoder.transcode(event, offset, length, out) > 0,
        new EventOutcomes(ledger, (reason, event) -> deadLetters.add(reason)),
        allocator);
  }

  @Test
  void rejectsOnlyEventWithKeysNestedTooDeep() throws IOException {
    ledger.received(3, 0);
    append(event(0));
    append(event(TOO_DEEP));
    append(event(1));
    appender.close();
    Chunk chunk = queue.poll().orElseThrow();
    assertThat(chunk.records()).isEqualTo(2);
    assertThat(new String(chunk.copy(0), UTF_8)).isEqualTo("{\"k\":1}");
    assertThat(new String(chunk.copy(1), UTF_8)).isEqualTo("{\"{\\\"k\\\":1}\":1}");
    assertThat(deadLetters).containsExactly("not_convertible");
    assertThat(ledger.rejected(RejectCause.NOT_CONVERTIBLE)).isEqualTo(1);
    assertThat(ledger.accounting().balanced()).isTrue();
    queue.release(chunk);
  }

  @Test
  void fillsChunkWithWholeRequests() throws IOException {
    // 58 requests of ten 7-byte events make 4,060 of 4,096 bytes.
    assertThat(recordsOfFirstChunk(appender(4096, 10))).isEqualTo(580);
  }

  @Test
  void fillsChunkSmallerThanOneRequest() throws IOException {
    assertThat(recordsOfFirstChunk(appender(4096, 1000))).isBetween(584, 586);
  }

  /** A control character grows from one byte to six in JSON. */
  @Test
  void growsNoBufferForAnEventThatBecomesTooLong() throws IOException {
    FaultyAllocator memory = new FaultyAllocator(() -> {});
    ChunkAppender filling = appender(1 << 16, 500, memory);
    byte[] large = event("\u0001".repeat(200_000));
    ledger.received(2, 0);
    append(filling, large);
    append(filling, event(0));
    assertThat(memory.heldBytes()).isLessThanOrEqualTo(3 << 16);
    assertThat(ledger.rejected(RejectCause.RECORD_TOO_LARGE)).isEqualTo(1);
    filling.close();
    Chunk chunk = queue.poll().orElseThrow();
    assertThat(chunk.records()).isEqualTo(1);
    queue.release(chunk);
    assertThat(memory.heldBytes()).isZero();
    assertThat(ledger.accounting().balanced()).isTrue();
  }

  @Test
  void rejectsEventsAfterClose() throws IOException {
    FaultyAllocator memory = new FaultyAllocator(() -> {});
    ChunkAppender closed = appender(1 << 16, 500, memory);
    closed.close();
    ledger.received(1, 0);
    AtomicInteger acknowledged = new AtomicInteger();
    PendingAck ack = new PendingAck(acknowledged::incrementAndGet);
    byte[] event = event(0);
    closed.append(Unpooled.wrappedBuffer(event), 0, event.length, ack);
    ack.partKept();
    assertThat(acknowledged).hasValue(0);
    assertThat(ledger.rejected(RejectCause.STOPPED)).isEqualTo(1);
    assertThat(ledger.accounting().balanced()).isTrue();
    assertThat(memory.heldBytes()).isZero();
  }

  private int recordsOfFirstChunk(ChunkAppender filling) throws IOException {
    for (int i = 0; i < 700; i++) {
      append(filling, event(0));
    }
    filling.close();
    Chunk first = queue.poll().orElseThrow();
    queue.release(first);
    queue.release(queue.poll().orElseThrow());
    return first.records();
  }

  private void append(byte[] event) {
    append(appender, event);
  }

  private static void append(ChunkAppender to, byte[] event) {
    to.append(Unpooled.wrappedBuffer(event), 0, event.length, PendingAck.NONE);
  }

  private static byte[] event(int depth) throws IOException {
    try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
      for (int level = 0; level <= depth; level++) {
        packer.packMapHeader(1);
      }
      packer.packString("k");
      for (int level = 0; level <= depth; level++) {
        packer.packInt(1);
      }
      return packer.toByteArray();
    }
  }

  private static byte[] event(String text) throws IOException {
    try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
      packer.packMapHeader(1).packString("k").packString(text);
      return packer.toByteArray();
    }
  }
}
