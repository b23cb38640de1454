package dev.logproof.aggregator.firehose;

import dev.logproof.aggregator.buffer.Chunk;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;

/**
 * One record per event, as in the kinesis_streams plugin. In a chunk, two bytes of length and the
 * partition key, escaped for JSON, precede the data. A key without bytes stands for a random one,
 * which each request chooses anew.
 *
 * @param keepsOrder whether records of one key stay in order
 */
public record KeyedEvent(boolean keepsOrder) implements RecordPacking {
  /** Length of the stored key of a record with a random key. */
  public static final int RANDOM_KEY = 0;

  /** Largest head: each character of a key may need six in JSON. */
  public static final int MAX_HEAD_BYTES = Short.BYTES + 6 * KinesisLimits.MAX_KEY_CHARACTERS;

  /** Writes what precedes the data; {@code key} is escaped for JSON. */
  public static void writeHead(byte[] key, ByteBuf out) {
    out.writeShort(key.length).writeBytes(key);
  }

  @Override
  public int end(Chunk chunk, int first) {
    return first + 1;
  }

  @Override
  public int headBytes(ByteBuffer content, int start) {
    return Short.BYTES + (content.getShort(start) & 0xffff);
  }
}
