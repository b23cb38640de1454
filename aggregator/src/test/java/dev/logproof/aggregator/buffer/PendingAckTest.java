package dev.logproof.aggregator.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Acknowledges a frame once, after keeping all its events. */
class PendingAckTest {
  private final AtomicInteger sent = new AtomicInteger();
  private final PendingAck ack = new PendingAck(sent::incrementAndGet);

  @Test
  void acknowledgesFrameInNoChunkAtItsEnd() {
    ack.partKept();
    assertThat(sent).hasValue(1);
  }

  @Test
  void acknowledgesFrameInTwoChunksOnceWithLast() {
    Chunk first = Chunks.of(1);
    Chunk second = Chunks.of(1);
    first.addAck(ack);
    first.addAck(ack);
    second.addAck(ack);
    ack.partKept();
    first.kept();
    assertThat(sent).hasValue(0);
    second.kept();
    assertThat(sent).hasValue(1);
  }
}
