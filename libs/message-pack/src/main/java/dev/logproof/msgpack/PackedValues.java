package dev.logproof.msgpack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.Value;

/** Packs and unpacks MessagePack values. */
public final class PackedValues {
  private PackedValues() {}

  /** Writes values to a packer. */
  @FunctionalInterface
  public interface Packing {
    /** Writes the values. */
    void into(MessageBufferPacker packer) throws IOException;
  }

  /** Returns what {@code packing} writes. */
  public static byte[] pack(Packing packing) {
    try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
      packing.into(packer);
      return packer.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the values in {@code bytes}, one after another. */
  public static List<Value> unpack(byte[] bytes) throws IOException {
    List<Value> values = new ArrayList<>();
    try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(bytes)) {
      while (unpacker.hasNext()) {
        Value value = unpacker.unpackValue();
        values.add(value);
      }
    }
    return values;
  }
}
