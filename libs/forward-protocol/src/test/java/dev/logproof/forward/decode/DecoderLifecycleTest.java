package dev.logproof.forward.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** However a connection ends, buffers are released and no incomplete frame is handled. */
class DecoderLifecycleTest implements FrameHandler {
  private static final byte[] FRAME =
      Frames.packed(Frames.gzip(Frames.entries(Frames.seconds(1), 3)), Frames.gzipOption());
  private static final byte[] HEAD = Arrays.copyOf(FRAME, FRAME.length - 1);
  private static final byte[] LAST = Arrays.copyOfRange(FRAME, FRAME.length - 1, FRAME.length);

  private static final EventConsumer COUNTED =
      new EventConsumer() {
        @Override
        public void event(ByteBuf buffer, int offset, int length, long seconds, int nanos) {}

        @Override
        public void flawed(ForwardFrame frame, EventFlaw flaw, int events) {}
      };

  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);
  private final ForwardDecoder decoder = new ForwardDecoder(ForwardLimits.defaults(), this);
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private Consumer<ForwardFrame> reaction = frame -> {};
  private int frames;
  private int malformed;

  DecoderLifecycleTest() {
    channel.config().setAllocator(allocator);
    channel.pipeline().addLast(decoder);
  }

  @AfterEach
  void everyByteWasGivenBack() {
    channel.finishAndReleaseAll();
    assertThat(allocator.metric().usedDirectMemory()).isZero();
    assertThat(allocator.metric().usedHeapMemory()).isZero();
  }

  @Override
  public void onFrame(ChannelHandlerContext ctx, ForwardFrame frame) {
    frames++;
    reaction.accept(frame);
  }

  @Override
  public void onMalformed(ChannelHandlerContext ctx, long offset, String reason, int events) {
    malformed++;
    channel.pipeline().remove(decoder);
  }

  private void read(byte[]... pieces) {
    channel.writeInbound(allocator.buffer().writeBytes(Frames.concat(pieces)));
  }

  private static int countEvents(ForwardFrame frame) {
    return frame.forEachEvent(COUNTED);
  }

  @Test
  void discardsPartialFrameWithoutErrorOnClose() {
    read(FRAME, HEAD);
    assertThat(decoder.atFrameBoundary()).isFalse();
    channel.close().syncUninterruptibly();
    assertThat(decoder.atFrameBoundary()).isTrue();
    assertThat(frames).isEqualTo(1);
    assertThat(malformed).isZero();
  }

  @Test
  void stopsWhenHandlerRemovesDecoderDuringRead() {
    reaction =
        frame -> {
          channel.pipeline().remove(decoder);
          assertThat(countEvents(frame)).isEqualTo(3);
        };
    read(HEAD);
    read(LAST, FRAME, HEAD);
    assertThat(frames).isEqualTo(1);
    assertThat(decoder.atFrameBoundary()).isTrue();
  }

  @Test
  void handlesReadFramesAfterHandlerCloses() {
    reaction =
        frame -> {
          channel.close().syncUninterruptibly();
          assertThat(countEvents(frame)).isEqualTo(3);
        };
    read(HEAD);
    read(LAST, FRAME, HEAD);
    assertThat(frames).isEqualTo(2);
  }

  @Test
  void stopsWhenHandlerRemovesDecoderForMalformedFrame() {
    read(HEAD);
    read(LAST, new byte[] {1}, FRAME);
    assertThat(frames).isEqualTo(1);
    assertThat(malformed).isEqualTo(1);
  }

  @Test
  void discardsRestWhenHandlerFails() {
    reaction =
        frame -> {
          throw new IllegalStateException("full");
        };
    read(HEAD);
    assertThatThrownBy(() -> read(LAST, FRAME)).hasMessage("full");
    reaction = frame -> {};
    read(FRAME);
    assertThat(frames).isEqualTo(1);
  }

  @Test
  void emptiesFrameAfterHandling() {
    ForwardFrame[] kept = new ForwardFrame[1];
    reaction = frame -> kept[0] = frame;
    read(FRAME);
    assertThat(kept[0].buffer().readableBytes()).isZero();
    assertThatThrownBy(() -> countEvents(kept[0])).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void passesOtherMessagesThrough() {
    channel.writeInbound("a user's own message");
    assertThat(channel.<Object>readInbound()).isEqualTo("a user's own message");
  }

  @Test
  void decodesAndReleasesPooledBuffers() {
    PooledByteBufAllocator pooled = new PooledByteBufAllocator(true);
    channel.config().setAllocator(pooled);
    for (int cut = 1; cut < FRAME.length; cut++) {
      ByteBuf head = pooled.directBuffer().writeBytes(FRAME, 0, cut);
      ByteBuf tail = pooled.directBuffer().writeBytes(FRAME, cut, FRAME.length - cut);
      channel.writeInbound(head, tail);
      assertThat(head.refCnt()).isZero();
      assertThat(tail.refCnt()).isZero();
    }
    assertThat(frames).isEqualTo(FRAME.length - 1);
  }
}
