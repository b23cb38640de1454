package dev.logproof.aggregator.buffer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Records that start with the name of their destination, so that a chunk of an earlier task still
 * says where it belongs: two bytes of length, the name, and the payload. Stateless.
 */
public final class Addressed {
  /** Longest name. */
  public static final int MAX_NAME_BYTES = 8 * 1024;

  private Addressed() {}

  /** Writes the name before the payload of a record. */
  public static void write(ByteBuf name, ByteBuf out) {
    out.writeShort(name.writerIndex()).writeBytes(name, 0, name.writerIndex());
  }

  /** Returns the name of the first record; all records of a chunk have the same. */
  public static String name(Chunk chunk) {
    ByteBuffer content = chunk.content();
    byte[] name = new byte[content.getShort(0) & 0xffff];
    content.get(Short.BYTES, name);
    return new String(name, UTF_8);
  }

  /** Returns the payload of a record within {@link Chunk#content}. */
  public static ByteBuffer payload(Chunk chunk, ByteBuffer content, int record) {
    int start = chunk.start(record);
    int from = start + Short.BYTES + (content.getShort(start) & 0xffff);
    return content.slice(from, chunk.end(record) - from);
  }

  /** Copies the payloads of all records. */
  public static List<byte[]> payloads(Chunk chunk) {
    ByteBuffer content = chunk.content();
    List<byte[]> payloads = new ArrayList<>(chunk.records());
    for (int record = 0; record < chunk.records(); record++) {
      ByteBuffer payload = payload(chunk, content, record);
      byte[] copy = new byte[payload.remaining()];
      payload.get(copy);
      payloads.add(copy);
    }
    return payloads;
  }

  /** Writes the payloads of all records one after the other. */
  public static void writePayloads(Chunk chunk, OutputStream out) throws IOException {
    ByteBuffer content = chunk.content();
    byte[] copy = new byte[0];
    for (int record = 0; record < chunk.records(); record++) {
      ByteBuffer payload = payload(chunk, content, record);
      int length = payload.remaining();
      copy = copy.length < length ? new byte[2 * length] : copy;
      payload.get(copy, 0, length);
      out.write(copy, 0, length);
    }
  }
}
