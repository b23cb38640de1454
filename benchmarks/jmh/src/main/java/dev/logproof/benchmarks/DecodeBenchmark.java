package dev.logproof.benchmarks;

import dev.logproof.forward.decode.EventConsumer;
import dev.logproof.forward.decode.EventFlaw;
import dev.logproof.forward.decode.ForwardDecoder;
import dev.logproof.forward.decode.ForwardFrame;
import dev.logproof.forward.decode.ForwardLimits;
import dev.logproof.forward.decode.FrameHandler;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Decodes one read into events, in each wire form. */
@State(Scope.Thread)
public class DecodeBenchmark implements FrameHandler, EventConsumer {
  private static final int EVENTS = 220;

  /** Wire form. */
  @Param({"MESSAGE", "FORWARD", "PACKED", "GZIP", "ZSTD"})
  public Frames frames = Frames.MESSAGE;

  private ByteBuf read;
  private ForwardDecoder decoder;
  private ChannelHandlerContext context;
  private long sum;
  private int plainBytes;

  /** Prepares about 64 KiB in a direct buffer, as epoll delivers it. */
  @Setup
  public void open() throws IOException {
    byte[] wire = frames.of(Records.ASCII, EVENTS);
    plainBytes = Frames.MESSAGE.of(Records.ASCII, EVENTS).length;
    read = PooledByteBufAllocator.DEFAULT.directBuffer(wire.length).writeBytes(wire);
    decoder = new ForwardDecoder(ForwardLimits.defaults(), this);
    EmbeddedChannel channel = new EmbeddedChannel(decoder);
    channel.config().setAllocator(PooledByteBufAllocator.DEFAULT);
    context = channel.pipeline().context(decoder);
  }

  /** Releases the read. */
  @TearDown
  public void close() {
    read.release();
  }

  /** Decodes one read. */
  @Benchmark
  public long decode(Bytes counted) {
    counted.add(plainBytes);
    decoder.channelRead(context, read.retain().readerIndex(0));
    return sum;
  }

  @Override
  public void onFrame(ChannelHandlerContext ctx, ForwardFrame frame) {
    frame.forEachEvent(this);
  }

  @Override
  public void event(ByteBuf buffer, int offset, int length, long epochSeconds, int nanos) {
    sum += offset + length + epochSeconds;
  }

  @Override
  public void flawed(ForwardFrame frame, EventFlaw flaw, int events) {
    throw new IllegalStateException(frame.reason(flaw));
  }

  @Override
  public void onMalformed(ChannelHandlerContext ctx, long offset, String reason, int events) {
    throw new IllegalStateException(reason);
  }
}
