package dev.logproof.forward.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.buffer.UnpooledHeapByteBuf;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The cost of a frame in many reads grows linearly with its length. */
class CumulationTest {
  /** Counts reads of single bytes. */
  private static final class CountingBuffer extends UnpooledHeapByteBuf {
    private long looks;

    CountingBuffer(byte[] bytes) {
      super(UnpooledByteBufAllocator.DEFAULT, bytes, bytes.length);
    }

    @Override
    public byte getByte(int index) {
      looks++;
      return super.getByte(index);
    }
  }

  @Test
  void avoidsRescanningHeaders() throws MalformedFrameException {
    byte[] frame = Frames.forward(Frames.seconds(1), 1_000, Frames.nil());
    ForwardLimits limits = ForwardLimits.defaults();
    CountingBuffer whole = new CountingBuffer(frame);
    assertThat(new FrameScanner(limits).scan(whole, 0, frame.length)).isTrue();
    CountingBuffer pieces = new CountingBuffer(frame);
    FrameScanner scanner = new FrameScanner(limits);
    for (int end = 1; end < frame.length; end++) {
      assertThat(scanner.scan(pieces, 0, end)).isFalse();
    }
    assertThat(scanner.scan(pieces, 0, frame.length)).isTrue();
    assertThat(whole.looks).isPositive();
    assertThat(pieces.looks).isBetween(whole.looks, whole.looks + frame.length);
  }

  @Test
  void growsPartialFrameByDoubling() {
    ByteBuf piece = Unpooled.wrappedBuffer(new byte[1_000]);
    for (int announced : new int[] {0, 10_000_000}) {
      PartialFrame part = new PartialFrame(FrameMemory.UNCOUNTED);
      part.start(UnpooledByteBufAllocator.DEFAULT, piece.duplicate(), announced);
      TreeSet<Integer> capacities = new TreeSet<>();
      for (int i = 1; i < 10_000; i++) {
        assertThat(part.add(piece, announced)).isEqualTo(1_000 * i);
        capacities.add(part.bytes().capacity());
      }
      assertThat(part.bytes().readableBytes()).isEqualTo(10_000_000);
      assertThat(capacities).hasSizeLessThan(16);
      assertThat(capacities.last()).isLessThan(2 * 10_000_000 + 1_024);
      part.release();
    }
  }

  @Test
  void copiesOnlyPartialFrame() {
    byte[] frame = Frames.message(Frames.seconds(1), Frames.nil());
    byte[] rest = new byte[64 * 1024];
    PartialFrame part = new PartialFrame(FrameMemory.UNCOUNTED);
    part.start(UnpooledByteBufAllocator.DEFAULT, Unpooled.wrappedBuffer(frame, 0, 50), 60);
    part.add(Unpooled.wrappedBuffer(rest), 60);
    assertThat(part.bytes().readableBytes()).isLessThan(1_000);
    part.release();
  }
}
