package dev.logproof.forward.decode;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.logproof.forward.handshake.HandshakeCodec;
import dev.logproof.forward.msgpack.MessagePackHeader;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/**
 * Splits a server's bytes into acknowledgements and handshake frames. Responses are small, so an
 * incomplete one is parsed again. One per connection, on its event loop.
 */
public final class AckDecoder extends ByteToMessageDecoder {
  private static final byte[] ACK = "ack".getBytes(ISO_8859_1);

  private final AckHandler handler;
  private long offset;
  private boolean malformed;

  /** Creates a decoder for {@code handler}. */
  public AckDecoder(AckHandler handler) {
    this.handler = handler;
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    try {
      while (!malformed && !ctx.isRemoved() && next(ctx, in)) {}
    } catch (MalformedFrameException e) {
      malformed = true;
      handler.onMalformed(ctx, offset + e.offset() - in.readerIndex(), e.getMessage());
    }
    if (malformed) {
      in.skipBytes(in.readableBytes());
    }
  }

  private boolean next(ChannelHandlerContext ctx, ByteBuf in) throws MalformedFrameException {
    int start = in.readerIndex();
    int end = end(in, start);
    if (end < 0) {
      return false;
    }
    if (MessagePackHeader.isArray(in.getUnsignedByte(start))) {
      handler.onHandshake(ctx, HandshakeFrames.decode(in, start));
    } else {
      handler.onAck(ctx, chunk(in, start));
    }
    offset += end - start;
    in.readerIndex(end);
    return true;
  }

  /** Returns −1 when the response is incomplete. */
  private static int end(ByteBuf in, int start) throws MalformedFrameException {
    int at = start;
    for (long left = 1; left > 0; left--) {
      long header = MessagePackHeader.read(in, at, in.writerIndex());
      if (header == MessagePackHeader.INCOMPLETE) {
        return -1;
      }
      if (header == MessagePackHeader.ILLEGAL) {
        throw new MalformedFrameException(at, "0xc1 does not start a msgpack value");
      }
      checkFirst(in, start);
      left += MessagePackHeader.children(header);
      long length = (long) at - start + MessagePackHeader.bytes(header) + left - 1;
      if (length > HandshakeCodec.MAX_BYTES) {
        throw new MalformedFrameException(
            at,
            "an acknowledgement of "
                + length
                + " bytes or more; the limit is "
                + HandshakeCodec.MAX_BYTES);
      }
      at += MessagePackHeader.bytes(header);
    }
    return at <= in.writerIndex() ? at : -1;
  }

  private static void checkFirst(ByteBuf in, int start) throws MalformedFrameException {
    int first = in.getUnsignedByte(start);
    if (!MessagePackHeader.isMap(first) && !MessagePackHeader.isArray(first)) {
      throw new MalformedFrameException(start, "expected an acknowledgement, which is a map");
    }
  }

  private static byte[] chunk(ByteBuf in, int start) throws MalformedFrameException {
    long header = MessagePackHeader.read(in, start, in.writerIndex());
    int key = start + MessagePackHeader.bytes(header);
    for (long pairs = MessagePackHeader.children(header) / 2; pairs > 0; pairs--) {
      int value = MessagePackHeader.endOf(in, key);
      int next = MessagePackHeader.endOf(in, value);
      if (MessagePackHeader.isRaw(in, key, value, ACK)) {
        byte[] chunk = new byte[next - value];
        in.getBytes(value, chunk);
        return chunk;
      }
      key = next;
    }
    throw new MalformedFrameException(start, "expected the key \"ack\" in an acknowledgement");
  }
}
