package dev.logproof.forward.decode;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/**
 * Cuts a connection's bytes into frames. Frames that lie whole in what was read are handled where
 * they lie; only the part of a frame that is cut is copied, into a buffer sized by what its headers
 * announced. One instance a connection, on its event loop.
 */
public final class ForwardDecoder extends ChannelInboundHandlerAdapter {
  private static final int NIL = 0xc0;
  private static final int MIN_PART_BYTES = 4 * 1024;

  private final FrameHandler handler;
  private final FrameScanner scanner;
  private final ForwardFrame frame;
  private ByteBuf part = Unpooled.EMPTY_BUFFER;
  private long consumed;
  private boolean malformed;

  /** Decodes for {@code handler}. */
  public ForwardDecoder(ForwardLimits limits, FrameHandler handler) {
    this.handler = handler;
    this.scanner = new FrameScanner(limits);
    this.frame = new ForwardFrame(limits, Unpooled.EMPTY_BUFFER);
  }

  /** True when no part of a frame is waiting for the rest. */
  public boolean atFrameBoundary() {
    return !part.isReadable();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
    if (!(message instanceof ByteBuf bytes)) {
      ctx.fireChannelRead(message);
      return;
    }
    try {
      if (!malformed) {
        take(ctx, bytes);
      }
    } finally {
      bytes.release();
    }
  }

  private void take(ChannelHandlerContext ctx, ByteBuf bytes) {
    if (part.isReadable()) {
      part = extended(ctx, bytes);
      decode(ctx, part);
      dropIfRead();
      return;
    }
    decode(ctx, bytes);
    if (bytes.isReadable()) {
      part = ctx.alloc().buffer(Math.max(MIN_PART_BYTES, bytes.readableBytes()));
      part.writeBytes(bytes);
    }
  }

  private ByteBuf extended(ChannelHandlerContext ctx, ByteBuf bytes) {
    int needed = part.readableBytes() + bytes.readableBytes();
    if (part.writableBytes() < bytes.readableBytes()) {
      ByteBuf larger = ctx.alloc().buffer(Math.max(needed, Math.min(2 * needed, frameSoFar())));
      larger.writeBytes(part);
      part.release();
      part = larger;
    }
    return part.writeBytes(bytes);
  }

  private int frameSoFar() {
    return Math.max(MIN_PART_BYTES, scanner.length());
  }

  private void dropIfRead() {
    if (!part.isReadable()) {
      part.release();
      part = Unpooled.EMPTY_BUFFER;
    }
  }

  private void decode(ChannelHandlerContext ctx, ByteBuf in) {
    int before = in.readerIndex();
    try {
      while (in.isReadable() && next(ctx, in)) {
        consumed += in.readerIndex() - before;
        before = in.readerIndex();
      }
    } catch (MalformedFrameException e) {
      malformed = true;
      long offset = consumed + e.offset() - before;
      in.skipBytes(in.readableBytes());
      handler.onMalformed(ctx, offset, e.getMessage());
    }
  }

  /** Handles one frame, if it is whole. */
  private boolean next(ChannelHandlerContext ctx, ByteBuf in) throws MalformedFrameException {
    int start = in.readerIndex();
    if (scanner.atStart() && in.getUnsignedByte(start) == NIL) {
      in.skipBytes(1);
      return true;
    }
    if (!scanner.scan(in, start, in.writerIndex())) {
      return false;
    }
    int length = scanner.length();
    frame.read(in, start, scanner, ctx.alloc());
    try {
      handler.onFrame(ctx, frame);
    } finally {
      frame.release();
      scanner.reset();
      in.readerIndex(start + length);
    }
    return true;
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    ReferenceCountUtil.release(part);
    part = Unpooled.EMPTY_BUFFER;
  }
}
