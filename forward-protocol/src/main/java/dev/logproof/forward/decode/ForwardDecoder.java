package dev.logproof.forward.decode;

import dev.logproof.forward.msgpack.MessagePackHeader;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Cuts a connection's bytes into frames. Frames that lie whole in what was read are handled where
 * they lie; a frame that is cut is put together in {@link PartialFrame}, and only that frame. What
 * was read is handled to its end even when the handler stops reading meanwhile, so that no frame
 * waits unseen. The part of a frame at the end of a connection is no error and is discarded. One
 * instance a connection, on its event loop.
 */
public final class ForwardDecoder extends ChannelInboundHandlerAdapter {
  private final FrameHandler handler;
  private final FrameScanner scanner;
  private final ForwardFrame frame;
  private final PartialFrame part;
  private long frameOffset;
  private boolean reading;
  private boolean ended;

  /** Decodes for {@code handler}. */
  public ForwardDecoder(ForwardLimits limits, FrameHandler handler) {
    this.handler = handler;
    this.scanner = new FrameScanner(limits);
    this.frame = new ForwardFrame(limits);
    this.part = new PartialFrame();
  }

  /**
   * True when no part of a frame waits for the rest: the connection stands at a frame boundary. For
   * use between reads; true also once all input is discarded.
   */
  public boolean atFrameBoundary() {
    return part.isEmpty();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (!(message instanceof ByteBuf bytes)) {
      ctx.fireChannelRead(message);
      return;
    }
    reading = true;
    try {
      take(ctx, bytes);
    } finally {
      reading = false;
      bytes.release();
      releaseIfEnded();
      handler.onReadEnd(ctx);
    }
  }

  private void take(ChannelHandlerContext ctx, ByteBuf bytes) {
    while (!ended && !part.isEmpty() && bytes.isReadable()) {
      completePart(ctx, bytes);
    }
    while (!ended && bytes.isReadable()) {
      if (!next(ctx, bytes)) {
        part.start(ctx.alloc(), bytes, scanner.length());
        return;
      }
    }
  }

  /** Adds as much as may be missing, and takes back what proves to belong to later frames. */
  private void completePart(ChannelHandlerContext ctx, ByteBuf bytes) {
    int had = part.add(bytes, scanner.length());
    ByteBuf in = part.bytes();
    if (next(ctx, in)) {
      bytes.skipBytes(in.readerIndex() - had);
      part.release();
    } else {
      bytes.skipBytes(in.readableBytes() - had);
    }
  }

  /** Handles one frame or a lone nil, if it is whole. */
  private boolean next(ChannelHandlerContext ctx, ByteBuf in) {
    int start = in.readerIndex();
    try {
      if (scanner.atStart() && in.getUnsignedByte(start) == MessagePackHeader.NIL) {
        in.skipBytes(1);
        frameOffset++;
        return true;
      }
      if (!scanner.scan(in, start, in.writerIndex())) {
        return false;
      }
      handle(ctx, in, start);
    } catch (MalformedFrameException e) {
      ended = true;
      handler.onMalformed(ctx, frameOffset + e.offset() - start, e.getMessage());
      return false;
    }
    frameOffset += scanner.length();
    in.readerIndex(start + scanner.length());
    scanner.reset();
    return true;
  }

  private void handle(ChannelHandlerContext ctx, ByteBuf in, int start)
      throws MalformedFrameException {
    boolean returned = false;
    try {
      if (scanner.grammar().handshake()) {
        handler.onHandshake(ctx, HandshakeFrames.decode(in, start));
      } else {
        frame.open(in, start, scanner, ctx.alloc());
        handler.onFrame(ctx, frame);
      }
      returned = true;
    } finally {
      frame.close();
      ended |= !returned;
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    end();
    ctx.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    end();
  }

  /** The handler may call for the end while it handles a frame: then its bytes are still needed. */
  private void end() {
    ended = true;
    if (!reading) {
      releaseIfEnded();
    }
  }

  private void releaseIfEnded() {
    if (ended) {
      part.release();
    }
  }
}
