package dev.logproof.system.clients;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/** Kinds of hostile connections; some send more every second. */
enum HostileKind {
  /** Announces 1 MiB and stops after a sixteenth of it. */
  HALF_FRAME,
  /** Sends a frame for a full output, then closes: out_forward's default. */
  CONNECTION_PER_CHUNK {
    @Override
    byte[] first() throws IOException {
      return packed(200_000);
    }
  },
  SLOW_DRIP {
    @Override
    byte[] first() throws IOException {
      return head(packed(1 << 20), 30_000);
    }

    @Override
    byte[] everySecond() {
      return new byte[100];
    }
  },
  /** Compresses 15 MB of events to a few kilobytes. */
  GZIP_AT_LIMIT {
    @Override
    byte[] first() throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
        for (int entry = 0; entry < 60; entry++) {
          gzip.write(entry(250_000, 'x'));
        }
      }
      try (MessageBufferPacker frame = MessagePack.newDefaultBufferPacker()) {
        frame.packArrayHeader(3).packString("backend-x").packBinaryHeader(bytes.size());
        frame.writePayload(bytes.toByteArray());
        frame.packMapHeader(1).packString("compressed").packString("gzip");
        return frame.toByteArray();
      }
    }
  },
  /** Sends 9 MB of control characters, each six bytes of JSON. */
  LARGE_EVENT {
    @Override
    byte[] first() throws IOException {
      try (MessageBufferPacker frame = MessagePack.newDefaultBufferPacker()) {
        frame.packArrayHeader(3).packString("backend-x").packInt(1_700_000_000);
        frame.packMapHeader(1).packString("log").packString("\u0001".repeat(9_000_000));
        return frame.toByteArray();
      }
    }
  },
  /** Replies to HELO with part of a large message. */
  ENDLESS_HANDSHAKE,
  /** Announces a 16 MB handshake and sends one byte per second. */
  ENDLESS_TLS_HANDSHAKE {
    @Override
    byte[] first() {
      byte[] record = new byte[16_000];
      byte[] heads = {22, 3, 1, 0x3f, (byte) 0xff, 1, (byte) 0xff, (byte) 0xff, (byte) 0xff, 3, 3};
      System.arraycopy(heads, 0, record, 0, heads.length);
      return record;
    }

    @Override
    byte[] everySecond() {
      return new byte[1];
    }
  },
  /** Announces an 8 MB body and stops after 1 MB. */
  HTTP_BODY {
    @Override
    byte[] first() {
      byte[] request =
          "POST /backend-x HTTP/1.1\r\nHost: x\r\nContent-Length: 8000000\r\n\r\n"
              .getBytes(US_ASCII);
      byte[] all = new byte[1_000_000];
      System.arraycopy(request, 0, all, 0, request.length);
      return all;
    }
  };

  boolean closes() {
    return this == CONNECTION_PER_CHUNK;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  boolean isHandshake() {
    return this == ENDLESS_HANDSHAKE || this == ENDLESS_TLS_HANDSHAKE;
  }

  byte[] first() throws IOException {
    return head(packed(1 << 20), 1 << 16);
  }

  byte[] everySecond() {
    return new byte[0];
  }

  private static byte[] head(byte[] frame, int bytes) {
    return java.util.Arrays.copyOf(frame, bytes);
  }

  private static byte[] entry(int textBytes, char letter) throws IOException {
    try (MessageBufferPacker entry = MessagePack.newDefaultBufferPacker()) {
      entry.packArrayHeader(2).packInt(1_700_000_000);
      entry.packMapHeader(1).packString("log").packString(String.valueOf(letter).repeat(textBytes));
      return entry.toByteArray();
    }
  }

  private static byte[] packed(int bytes) throws IOException {
    ByteArrayOutputStream entries = new ByteArrayOutputStream();
    byte[] entry = entry(1_000, 'y');
    while (entries.size() < bytes) {
      entries.write(entry);
    }
    try (MessageBufferPacker frame = MessagePack.newDefaultBufferPacker()) {
      frame.packArrayHeader(2).packString("backend-x").packBinaryHeader(entries.size());
      frame.writePayload(entries.toByteArray());
      return frame.toByteArray();
    }
  }
}
