package dev.logproof.aggregator.filter;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;

/**
 * Fields with the same names and values in each event: msgpack pairs one behind the other, which a
 * record copies at once when it has none of them. Immutable.
 */
final class ConstantFields {
  static final ConstantFields NONE = new ConstantFields(List.of(), List.of());

  /** Per field: start of the key, of its text and of the value. */
  private static final int PLACES = 3;

  private final byte[] packed;
  private final int[] places;

  /** Joins names and their values, each a msgpack value. */
  ConstantFields(List<FieldName> names, List<byte[]> values) {
    ByteBuf out = Unpooled.buffer();
    this.places = new int[PLACES * names.size() + 1];
    for (int field = 0; field < names.size(); field++) {
      FieldName name = names.get(field);
      int at = PLACES * field;
      places[at] = out.writerIndex();
      out.writeBytes(name.packed());
      places[at + 1] = out.writerIndex() - name.text().length;
      places[at + 2] = out.writerIndex();
      out.writeBytes(values.get(field));
      places[at + PLACES] = out.writerIndex();
    }
    this.packed = ByteBufUtil.getBytes(out);
  }

  boolean isEmpty() {
    return packed.length == 0;
  }

  void set(EventRecord record) {
    for (int at = 0; at < places.length - 1; at += PLACES) {
      record.setPacked(packed, places[at], places[at + 1], places[at + 2], places[at + PLACES]);
    }
  }
}
