package dev.logproof.loadgen.payload;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/**
 * The frame that Docker's fluentd driver sends: {@code [tag, seconds, {container_id,
 * container_name, source, log}, {}]}. All but time and line are packed once. Confined to one
 * source.
 */
public final class DockerEnvelope {
  private static final byte STR_16 = (byte) 0xda;
  private static final byte INT_32 = (byte) 0xd2;
  private static final byte EMPTY_MAP = (byte) 0x80;
  private static final int ID_HEX_DIGITS = 64;

  private final byte[] beforeTime;
  private final byte[] beforeLine;
  private int lineLengthAt;

  /** The container of one source; the same seed makes the same container. */
  public DockerEnvelope(String tag, long seed) {
    String id = hex(new SplittableRandom(seed), ID_HEX_DIGITS);
    beforeTime = pack(packer -> packer.packArrayHeader(4).packString(tag));
    beforeLine =
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
  }

  /** Bytes a frame has beside its line. */
  public int overheadBytes() {
    return beforeTime.length + 5 + beforeLine.length + 3 + 1;
  }

  /** Opens a frame; the line is to be put behind. */
  public void begin(ByteBuffer out, long epochSeconds) {
    out.put(beforeTime).put(INT_32).putInt((int) epochSeconds).put(beforeLine);
    out.put(STR_16);
    lineLengthAt = out.position();
    out.putShort((short) 0);
  }

  /** Closes the frame whose line was put since {@link #begin}. */
  public void end(ByteBuffer out) {
    out.putShort(lineLengthAt, (short) (out.position() - lineLengthAt - 2));
    out.put(EMPTY_MAP);
  }

  /** Packs something. */
  private interface Packing {
    void into(MessageBufferPacker packer) throws IOException;
  }

  private static byte[] pack(Packing packing) {
    try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
      packing.into(packer);
      return packer.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
