package dev.logproof.forward.decode;

import static dev.logproof.msgpack.PackedValues.pack;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.Zstd;
import dev.logproof.msgpack.PackedValues.Packing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** Creates frames with an independent msgpack encoder. */
final class Frames {
  private Frames() {}

  static Packing record(String log) {
    return packer -> {
      packer.packMapHeader(3);
      packer.packString("log").packString(log);
      packer.packString("nested").packMapHeader(1).packString("a").packArrayHeader(2);
      packer.packInt(1).packNil();
      packer.packString("big").packLong(Long.MIN_VALUE);
    };
  }

  static Packing seconds(long seconds) {
    return packer -> packer.packLong(seconds);
  }

  static Packing eventTime(int seconds, int nanos) {
    return packer -> {
      packer.packExtensionTypeHeader((byte) 0, 8);
      packer.addPayload(
          new byte[] {
            (byte) (seconds >> 24),
            (byte) (seconds >> 16),
            (byte) (seconds >> 8),
            (byte) seconds,
            (byte) (nanos >> 24),
            (byte) (nanos >> 16),
            (byte) (nanos >> 8),
            (byte) nanos
          });
    };
  }

  /** Uses ext 8, which the protocol allows but encoders never choose. */
  static Packing longEventTime(int seconds, int nanos) {
    return packer -> {
      packer.addPayload(new byte[] {(byte) 0xc7, 8, 0});
      byte[] fix = pack(eventTime(seconds, nanos));
      packer.addPayload(fix, 2, 8);
    };
  }

  static Packing entry(Packing time, Packing record) {
    return packer -> {
      packer.packArrayHeader(2);
      time.into(packer);
      record.into(packer);
    };
  }

  static byte[] entries(Packing time, int count) {
    return pack(
        packer -> {
          for (int i = 0; i < count; i++) {
            entry(time, record("line " + i)).into(packer);
          }
        });
  }

  static byte[] message(Packing time, Packing option) {
    return pack(
        packer -> {
          packer.packArrayHeader(4).packString("frontend-apache");
          time.into(packer);
          record("line 0").into(packer);
          option.into(packer);
        });
  }

  static byte[] forward(Packing time, int count, Packing option) {
    return pack(
        packer -> {
          packer.packArrayHeader(3).packString("frontend-apache").packArrayHeader(count);
          packer.addPayload(entries(time, count));
          option.into(packer);
        });
  }

  static byte[] packed(byte[] entries, Packing option) {
    return pack(
        packer -> {
          packer.packArrayHeader(3).packString("frontend-apache");
          packer.packBinaryHeader(entries.length).addPayload(entries);
          option.into(packer);
        });
  }

  static Packing gzipOption(byte[] rawChunk) {
    return packer -> {
      packer.packMapHeader(rawChunk.length == 0 ? 1 : 2);
      if (rawChunk.length > 0) {
        packer.packString("chunk").addPayload(rawChunk);
      }
      packer.packString("compressed").packString("gzip");
    };
  }

  static Packing gzipOption() {
    return gzipOption(new byte[0]);
  }

  static Packing withMetadata(Packing time) {
    return packer -> {
      packer.packArrayHeader(2);
      time.into(packer);
      packer.packMapHeader(1).packString("host").packArrayHeader(1).packInt(300);
    };
  }

  static Packing nil() {
    return packer -> packer.packNil();
  }

  static byte[] zstd(byte[] bytes) {
    return Zstd.compress(bytes);
  }

  static Packing zstdOption() {
    return packer -> packer.packMapHeader(1).packString("compressed").packString("zstd");
  }

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  static byte[] text(String text) {
    return text.getBytes(UTF_8);
  }
}
