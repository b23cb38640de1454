package dev.logproof.throughput.event;

import static dev.logproof.msgpack.PackedValues.pack;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/**
 * Encodes events as Docker's fluentd driver sends them: a padded line with an {@link EventMark}
 * near its end. The same source yields the same events.
 */
public final class DockerEvents {
  private static final int ID_HEX_DIGITS = 64;

  /** Fixed size, which gives all events one length. */
  private static final int STR_16_HEADER_BYTES = 3;

  private static final int MAX_LINE_BYTES = 0xffff;

  /** Head of the tag, time and framing, at most. */
  private static final int FRAME_BYTES = 13;

  private final LineFormat lines;
  private final String tag;
  private final int source;
  private final SplittableRandom random;
  private final byte[] recordStart;

  /** Creates events; {@code source} is the seed. */
  public DockerEvents(LineFormat lines, String tag, int source) {
    this.lines = lines;
    this.tag = tag;
    this.source = source;
    this.random = new SplittableRandom(source);
    this.recordStart = recordStart();
  }

  private byte[] recordStart() {
    StringBuilder id = new StringBuilder();
    for (int i = 0; i < ID_HEX_DIGITS; i++) {
      id.append(Character.forDigit(random.nextInt(16), 16));
    }
    return pack(
        packer -> {
          packer.packMapHeader(4);
          packer.packString("container_id").packString(id.toString());
          packer
              .packString("container_name")
              .packString("/ecs-service-2-apache-" + id.substring(0, 20));
          packer.packString("source").packString("stdout");
          packer.packString("log");
        });
  }

  /** {@code [tag, seconds, record, {}]} of exactly {@code bytes} bytes. */
  public byte[] message(int bytes, int epochSeconds) {
    byte[] start =
        pack(packer -> packer.packArrayHeader(4).packString(tag).addPayload(int32(epochSeconds)));
    byte[] end = pack(packer -> packer.packMapHeader(0));
    return event(bytes, start, end);
  }

  /** {@code [time, record]} of exactly {@code bytes} bytes. */
  public byte[] entry(int bytes, int epochSeconds) {
    return event(
        bytes,
        pack(
            packer ->
                packer
                    .packArrayHeader(2)
                    .packExtensionTypeHeader((byte) 0, Long.BYTES)
                    .addPayload(ByteBuffer.allocate(8).putInt(epochSeconds).putInt(0).array())),
        new byte[0]);
  }

  /** Bytes after the mark of an event. */
  public static int bytesBehindMark(Mode mode, LineFormat lines) {
    return lines.behindMark().length + (mode == Mode.MESSAGE ? 1 : 0);
  }

  /** Smallest event with a mark, in bytes. */
  public static int minBytes(LineFormat lines, String tag) {
    int record = new DockerEvents(lines, tag, 0).recordStart.length + STR_16_HEADER_BYTES;
    return FRAME_BYTES + tag.length() + record + lines.leastBytes() + EventMark.BYTES;
  }

  /** Largest event in bytes. */
  public static int maxBytes() {
    return MAX_LINE_BYTES;
  }

  private byte[] event(int bytes, byte[] start, byte[] end) {
    int lineBytes = bytes - start.length - recordStart.length - STR_16_HEADER_BYTES - end.length;
    ByteBuffer event = ByteBuffer.allocate(bytes);
    event.put(start).put(recordStart).put((byte) 0xda).putShort((short) lineBytes);
    byte[] behindMark = lines.behindMark();
    int textBytes = lineBytes - EventMark.BYTES - behindMark.length;
    event.put(lines.beforeMark(textBytes, random)).put(EventMark.blank(source));
    return event.put(behindMark).put(end).array();
  }

  private static byte[] int32(int value) {
    return ByteBuffer.allocate(5).put((byte) 0xd2).putInt(value).array();
  }
}
