package dev.logproof.loadgen.payload;

import static dev.logproof.msgpack.PackedValues.pack;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/**
 * Message or entry with the record of Docker's fluentd driver, {@code {container_id,
 * container_name, source, log}}. Everything but time and line is packed once. Confined to one
 * source.
 */
final class DockerEnvelope {
  /** Excludes the line. */
  static final int MIN_BYTES = 150;

  private static final byte STR_16 = (byte) 0xda;
  private static final byte STR_32 = (byte) 0xdb;
  private static final byte ARRAY_4 = (byte) 0x94;
  private static final byte INT_32 = (byte) 0xd2;
  private static final byte ARRAY_2 = (byte) 0x92;
  private static final byte EMPTY_MAP = (byte) 0x80;
  private static final short EVENT_TIME = (short) 0xd700;
  private static final int MAX_STR_16 = 0xffff;
  private static final int ID_HEX_DIGITS = 64;
  private static final int MAX_HEADER_BYTES = 16;
  private static final byte[] CHUNK_OPTION =
      pack(packer -> packer.packMapHeader(1).packString("chunk"));

  private final byte[] packedTag;
  private final byte[] messageStart;
  private final int messageTimeAt;
  private final byte[] recordStart;
  private final boolean longLines;
  private int lineAt;

  /** The same seed yields the same container. */
  DockerEnvelope(String tag, long seed, int maxLineBytes) {
    String id = hex(new SplittableRandom(seed), ID_HEX_DIGITS);
    longLines = maxLineBytes > MAX_STR_16;
    recordStart =
        pack(
            packer -> {
              packer.packMapHeader(4);
              packer.packString("container_id").packString(id);
              packer
                  .packString("container_name")
                  .packString("/ecs-service-2-apache-" + id.substring(0, 20));
              packer.packString("source").packString("stdout");
              packer.packString("log");
            });
    packedTag = pack(packer -> packer.packString(tag));
    messageTimeAt = packedTag.length + 2;
    messageStart =
        ByteBuffer.allocate(messageTimeAt + Integer.BYTES + recordStart.length)
            .put(ARRAY_4)
            .put(packedTag)
            .put(INT_32)
            .putInt(0)
            .put(recordStart)
            .array();
  }

  /** Returns the tag as a MessagePack string. */
  byte[] packedTag() {
    return packedTag.clone();
  }

  int maxMessageOverheadBytes() {
    return messageStart.length + MAX_HEADER_BYTES + Chunks.TEXT_BYTES + 8;
  }

  int maxEntryOverheadBytes() {
    return recordStart.length + MAX_HEADER_BYTES;
  }

  /** Opens {@code [tag, seconds, record, option]}; the caller appends the line. */
  void beginMessage(ByteBuffer out, long epochMillis) {
    int seconds = (int) Math.floorDiv(epochMillis, 1000);
    int start = out.position();
    out.put(messageStart);
    out.putInt(start + messageTimeAt, seconds);
    beginLine(out);
  }

  /** A non-empty {@code chunk} requests an acknowledgement. */
  void endMessage(ByteBuffer out, byte[] chunk) {
    endRecord(out);
    if (chunk.length == 0) {
      out.put(EMPTY_MAP);
    } else {
      out.put(CHUNK_OPTION);
      Chunks.put(out, chunk);
    }
  }

  /** Opens {@code [time, record]}; the caller appends the line. */
  void beginEntry(ByteBuffer out, long epochMillis) {
    int seconds = (int) Math.floorDiv(epochMillis, 1000);
    int nanos = Math.floorMod(epochMillis, 1000) * 1_000_000;
    out.put(ARRAY_2).putShort(EVENT_TIME).putInt(seconds).putInt(nanos).put(recordStart);
    beginLine(out);
  }

  void endEntry(ByteBuffer out) {
    endRecord(out);
  }

  private void beginLine(ByteBuffer out) {
    if (longLines) {
      out.put(STR_32).putInt(0);
    } else {
      out.put(STR_16).putShort((short) 0);
    }
    lineAt = out.position();
  }

  private void endRecord(ByteBuffer out) {
    int length = out.position() - lineAt;
    if (longLines) {
      out.putInt(lineAt - Integer.BYTES, length);
    } else {
      out.putShort(lineAt - Short.BYTES, (short) length);
    }
  }

  private static String hex(SplittableRandom random, int digits) {
    byte[] text = new byte[digits];
    for (int i = 0; i < digits; i++) {
      text[i] = (byte) Character.forDigit(random.nextInt(16), 16);
    }
    return new String(text, US_ASCII);
  }
}
