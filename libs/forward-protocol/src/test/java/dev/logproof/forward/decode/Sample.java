package dev.logproof.forward.decode;

import dev.logproof.msgpack.PackedValues;
import dev.logproof.msgpack.PackedValues.Packing;
import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A valid frame and its expected output, for each mode, form of time and option. */
record Sample(String name, String frameHex, List<String> expected) {
  private static final int EVENTS = 3;
  private static final int AT = 1_700_000_000;
  private static final byte[] STR_ID = PackedValues.pack(p -> p.packString("wuA4/0Y=\n"));
  private static final byte[] BIN_ID =
      PackedValues.pack(p -> p.packBinaryHeader(3).addPayload(new byte[] {(byte) 0xff, 0, '\n'}));

  private static final List<Map.Entry<String, Packing>> TIMES =
      List.of(
          Map.entry(AT + ".0", Frames.seconds(AT)),
          Map.entry(AT + ".5", Frames.eventTime(AT, 5)),
          Map.entry(AT + ".999999999", Frames.longEventTime(AT, 999_999_999)),
          Map.entry("0.0", Frames.seconds(0)),
          Map.entry("4.0", Frames.withMetadata(Frames.seconds(4))),
          Map.entry(
              "3000000000.6", Frames.withMetadata(Frames.eventTime((int) 3_000_000_000L, 6))));

  /** An option: nil, or a map with or without a chunk id. */
  private record Option(String chunk, Packing packing) {
    byte[] rawChunk() {
      return chunk.equals("-") ? new byte[0] : ByteBufUtil.decodeHexDump(chunk);
    }
  }

  private static final List<Option> OPTIONS =
      List.of(
          new Option("-", Frames.nil()),
          new Option("-", packer -> packer.packMapHeader(0)),
          new Option(
              ByteBufUtil.hexDump(STR_ID),
              packer -> {
                packer.packMapHeader(3).packString("size").packInt(7);
                packer.packString("chunk").addPayload(STR_ID);
                packer.packString("compressed").packString("text");
              }),
          new Option(
              ByteBufUtil.hexDump(BIN_ID),
              packer -> {
                packer.packMapHeader(3).packString("chunk").addPayload(BIN_ID);
                packer.packString("metadata").packMapHeader(1).packInt(1).packMapHeader(0);
                packer.packInt(5).packNil();
              }),
          new Option(
              "-",
              packer -> {
                packer.packMapHeader(2).packString("chunk").packNil();
                packer.packString("fluent_signal").packInt(0);
              }));

  byte[] frame() {
    return ByteBufUtil.decodeHexDump(frameHex);
  }

  static List<Sample> all() {
    List<Sample> all = new ArrayList<>();
    for (Map.Entry<String, Packing> time : TIMES) {
      for (Option option : OPTIONS) {
        addModes(all, time.getKey(), time.getValue(), option);
      }
    }
    return all;
  }

  private static void addModes(List<Sample> all, String time, Packing packing, Option option) {
    byte[] entries = Frames.entries(packing, EVENTS);
    all.add(of("MESSAGE", 1, time, option, Frames.message(packing, option.packing)));
    all.add(of("FORWARD", EVENTS, time, option, Frames.forward(packing, EVENTS, option.packing)));
    all.add(of("PACKED_FORWARD", EVENTS, time, option, Frames.packed(entries, option.packing)));
    byte[] members =
        Frames.concat(Frames.gzip(entries), Frames.gzip(new byte[0]), Frames.gzip(entries));
    Option gzip = new Option(option.chunk, Frames.gzipOption(option.rawChunk()));
    byte[] compressed = Frames.packed(members, gzip.packing);
    all.add(of("COMPRESSED_PACKED_FORWARD", 2 * EVENTS, time, gzip, compressed));
  }

  private static Sample of(String mode, int events, String time, Option option, byte[] frame) {
    String chunk = option.chunk;
    List<String> expected = new ArrayList<>();
    expected.add(mode + " frontend-apache " + chunk + " " + events + " " + frame.length);
    for (int i = 0; i < events; i++) {
      byte[] record = PackedValues.pack(Frames.record("line " + i % EVENTS));
      expected.add(time + " " + ByteBufUtil.hexDump(record));
    }
    String name = mode + " at " + time + " chunk " + chunk;
    return new Sample(name, ByteBufUtil.hexDump(frame), expected);
  }

  @Override
  public String toString() {
    return name;
  }
}
