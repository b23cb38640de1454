package dev.logproof.aggregator.intake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.ValueType;

/**
 * Finds events in a MessagePack body: a map is one, an array of maps is many. Validates completely,
 * because later stages expect well-formed values. Any thread.
 */
final class MessagePackEvents {
  private static final int MAX_NESTING_DEPTH = 64;

  private MessagePackEvents() {}

  static List<byte[]> parse(byte[] body) throws IOException {
    List<byte[]> events = new ArrayList<>();
    try (MessageUnpacker in = MessagePack.newDefaultUnpacker(body)) {
      if (!in.hasNext()) {
        throw new IOException("empty msgpack: expected a map, or an array of maps");
      }
      if (in.getNextFormat().getValueType() == ValueType.ARRAY) {
        int count = in.unpackArrayHeader();
        for (int event = 0; event < count; event++) {
          events.add(event(in, body));
        }
      } else {
        events.add(event(in, body));
      }
      if (in.hasNext()) {
        throw new IOException("bytes after the msgpack value");
      }
    } catch (MessagePackException e) {
      throw new IOException("malformed msgpack: " + e.getMessage(), e);
    }
    return events;
  }

  private static byte[] event(MessageUnpacker in, byte[] body) throws IOException {
    int from = (int) in.getTotalReadBytes();
    if (in.getNextFormat().getValueType() != ValueType.MAP) {
      throw new IOException("expected a msgpack map, or an array of maps");
    }
    skip(in, MAX_NESTING_DEPTH);
    return Arrays.copyOfRange(body, from, (int) in.getTotalReadBytes());
  }

  private static void skip(MessageUnpacker in, int depth) throws IOException {
    if (depth == 0) {
      throw new IOException("msgpack nested deeper than " + MAX_NESTING_DEPTH + " levels");
    }
    ValueType type = in.getNextFormat().getValueType();
    int values =
        switch (type) {
          case ARRAY -> in.unpackArrayHeader();
          case MAP -> Math.multiplyExact(2, in.unpackMapHeader());
          default -> -1;
        };
    if (values < 0) {
      in.skipValue();
    }
    for (int value = 0; value < values; value++) {
      skip(in, depth - 1);
    }
  }
}
