package dev.logproof.benchmarks;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePacker;

/** Wire forms of the same events. */
public enum Frames {
  MESSAGE,
  FORWARD,
  PACKED,
  GZIP,
  ZSTD;

  private static final String TAG = "docker.frontend-apache";
  private static final int TIME_SECONDS = 1_767_225_600;

  /** Encodes one frame, or one frame per event for {@link #MESSAGE}. */
  byte[] of(Records records, int events) throws IOException {
    try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
      if (this == MESSAGE) {
        messages(packer, records, events);
      } else {
        packer.packArrayHeader(3).packString(TAG);
        entries(packer, records, events);
        options(packer);
      }
      return packer.toByteArray();
    }
  }

  private static void messages(MessagePacker packer, Records records, int events)
      throws IOException {
    for (int event = 0; event < events; event++) {
      packer.packArrayHeader(4).packString(TAG).packInt(TIME_SECONDS);
      records.pack(packer, event);
      packer.packMapHeader(0);
    }
  }

  private void entries(MessagePacker packer, Records records, int events) throws IOException {
    if (this == FORWARD) {
      packer.packArrayHeader(events);
      pairs(packer, records, events);
      return;
    }
    byte[] packed = packed(records, events);
    packer.packBinaryHeader(packed.length).writePayload(packed);
  }

  private byte[] packed(Records records, int events) throws IOException {
    try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
      pairs(packer, records, events);
      return compressed(packer.toByteArray());
    }
  }

  private byte[] compressed(byte[] bytes) throws IOException {
    if (this == ZSTD) {
      return Zstd.compress(bytes);
    } else if (this != GZIP) {
      return bytes;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static void pairs(MessagePacker packer, Records records, int events) throws IOException {
    for (int event = 0; event < events; event++) {
      packer.packArrayHeader(2).packInt(TIME_SECONDS);
      records.pack(packer, event);
    }
  }

  private void options(MessagePacker packer) throws IOException {
    if (this == GZIP || this == ZSTD) {
      packer.packMapHeader(1).packString("compressed").packString(this == GZIP ? "gzip" : "zstd");
    } else {
      packer.packMapHeader(0);
    }
  }
}
