package dev.logproof.aggregator.intake;

import dev.logproof.forward.decode.FrameMemory;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;

/**
 * Passes on complete TLS records and holds the incomplete one (RFC 8446, section 5.1). This bounds
 * and counts the memory of partial records, and shows whether a reset would cut one. The cost is a
 * copy of records that span reads. Confined to its event loop.
 */
final class TlsRecords extends ChannelDuplexHandler {
  private static final int HEADER_BYTES = 5;
  private static final int VERSION_AT = 1;
  private static final int LENGTH_AT = 3;
  private static final int FIRST_TYPE = 20;
  private static final int LAST_TYPE = 24;
  private static final int MAJOR_VERSION = 3;

  /** RFC 5246, section 6.2.3: 2^14 + 2048; RFC 8446 allows less. */
  private static final int MAX_BODY_BYTES = 16_384 + 2_048;

  private static final int NO_RECORD = -1;

  /** Used by plain connections: part of no pipeline, always at a record boundary. */
  static final TlsRecords NONE = new TlsRecords(FrameMemory.UNCOUNTED);

  private final FrameMemory memory;
  private ByteBuf part = Unpooled.EMPTY_BUFFER;
  private boolean passThrough;

  TlsRecords(FrameMemory memory) {
    this.memory = memory;
  }

  boolean areUsed() {
    return this != NONE;
  }

  boolean atBoundary() {
    return !part.isReadable();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (!(message instanceof ByteBuf in) || passThrough) {
      ctx.fireChannelRead(message);
      return;
    }
    try {
      if (part.isReadable()) {
        complete(ctx, in);
      }
      if (in.isReadable()) {
        passWhole(ctx, in);
      }
    } finally {
      in.release();
    }
  }

  /**
   * Reads only while auto-read is on: the TLS handler requests reads while a record is incomplete.
   */
  @Override
  public void read(ChannelHandlerContext ctx) {
    if (ctx.channel().config().isAutoRead()) {
      ctx.read();
    }
  }

  private void complete(ChannelHandlerContext ctx, ByteBuf in) {
    append(in, HEADER_BYTES - part.readableBytes());
    if (part.readableBytes() < HEADER_BYTES) {
      return;
    }
    int recordBytes = recordBytes(part, part.readerIndex());
    append(in, recordBytes - part.readableBytes());
    if (part.readableBytes() >= recordBytes) {
      passThrough = recordBytes == NO_RECORD;
      ByteBuf record = part;
      part = Unpooled.EMPTY_BUFFER;
      memory.giveBack(record.capacity());
      ctx.fireChannelRead(record);
    }
  }

  private void passWhole(ChannelHandlerContext ctx, ByteBuf in) {
    int end = in.readerIndex();
    while (!passThrough && in.writerIndex() - end >= HEADER_BYTES) {
      int recordBytes = recordBytes(in, end);
      if (recordBytes == NO_RECORD) {
        passThrough = true;
      } else if (recordBytes > in.writerIndex() - end) {
        break;
      } else {
        end += recordBytes;
      }
    }
    int bytes = passThrough ? in.readableBytes() : end - in.readerIndex();
    if (bytes > 0) {
      ctx.fireChannelRead(in.readRetainedSlice(bytes));
    }
    if (in.isReadable()) {
      part = ctx.alloc().directBuffer(in.readableBytes());
      memory.take(part.capacity());
      append(in, in.readableBytes());
    }
  }

  private void append(ByteBuf in, int bytes) {
    int before = part.capacity();
    part.writeBytes(in, Math.max(0, Math.min(bytes, in.readableBytes())));
    if (part.capacity() > before) {
      memory.take(part.capacity() - before);
    }
  }

  /** Returns the length with header, or {@link #NO_RECORD}. */
  private static int recordBytes(ByteBuf bytes, int at) {
    int type = bytes.getUnsignedByte(at);
    int bodyBytes = bytes.getUnsignedShort(at + LENGTH_AT);
    boolean record =
        type >= FIRST_TYPE
            && type <= LAST_TYPE
            && bytes.getUnsignedByte(at + VERSION_AT) == MAJOR_VERSION
            && bodyBytes <= MAX_BODY_BYTES;
    return record ? HEADER_BYTES + bodyBytes : NO_RECORD;
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    ByteBuf held = part;
    part = Unpooled.EMPTY_BUFFER;
    if (held.isReadable()) {
      memory.giveBack(held.capacity());
      held.release();
    }
  }
}
