package dev.logproof.aggregator.firehose;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.logproof.aggregator.buffer.Chunk;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.List;
import java.util.stream.Stream;

/** Creates chunks of records with partition keys. */
public final class KeyedRecords {
  private KeyedRecords() {}

  /** Returns a record as it is in a chunk; an empty key is random. */
  public static byte[] record(String key, byte[] data) {
    ByteBuf record = Unpooled.buffer();
    KeyedEvent.writeHead(JsonStringEncoder.getInstance().quoteAsUTF8(key), record);
    return ByteBufUtil.getBytes(record.writeBytes(data));
  }

  /** Returns a chunk of {@code key=data} texts. */
  public static Chunk of(String... records) {
    return of(
        Stream.of(records)
            .map(text -> text.split("=", 2))
            .map(parts -> record(parts[0], String.join("=", parts).getBytes(UTF_8)))
            .toList());
  }

  /** Returns a chunk of {@link #record}s. */
  public static Chunk of(List<byte[]> records) {
    return Chunk.of(UnpooledByteBufAllocator.DEFAULT, records);
  }
}
