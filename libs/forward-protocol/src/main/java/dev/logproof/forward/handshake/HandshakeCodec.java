package dev.logproof.forward.handshake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.logproof.forward.msgpack.MessagePackHeader;
import dev.logproof.forward.msgpack.MessagePackWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** Encodes and decodes handshake frames. Stateless. */
public final class HandshakeCodec {
  /** Largest frame accepted; bounds the memory that an untrusted client can take. */
  public static final int MAX_BYTES = 16 * 1024;

  private static final String HELO = "HELO";
  private static final String PING = "PING";
  private static final String PONG = "PONG";
  private static final byte[] NONCE = "nonce".getBytes(ISO_8859_1);
  private static final byte[] AUTH = "auth".getBytes(ISO_8859_1);
  private static final byte[] KEEPALIVE = "keepalive".getBytes(ISO_8859_1);
  private static final int FALSE = 0xc2;
  private static final int TRUE = 0xc3;
  private static final int INITIAL_BYTES = 512;

  private HandshakeCodec() {}

  /** Returns the frame in a buffer that the caller releases. */
  public static ByteBuf encode(ByteBufAllocator allocator, HandshakeMessage message) {
    ByteBuf out = allocator.buffer(INITIAL_BYTES);
    if (message instanceof Helo helo) {
      encode(out, helo);
    } else if (message instanceof Ping ping) {
      encode(out, ping);
    } else if (message instanceof Pong pong) {
      encode(out, pong);
    }
    return out;
  }

  private static void encode(ByteBuf out, Helo helo) {
    array(out, 2, HELO);
    out.writeByte(0x83);
    MessagePackWriter.str(out, "nonce");
    octets(out, helo.nonce());
    MessagePackWriter.str(out, "auth");
    octets(out, helo.auth());
    MessagePackWriter.str(out, "keepalive");
    bool(out, helo.keepalive());
  }

  private static void encode(ByteBuf out, Ping ping) {
    array(out, 6, PING);
    MessagePackWriter.str(out, ping.hostname());
    octets(out, ping.salt());
    MessagePackWriter.str(out, ping.sharedKeyDigest());
    MessagePackWriter.str(out, ping.user());
    MessagePackWriter.str(out, ping.passwordDigest());
  }

  private static void encode(ByteBuf out, Pong pong) {
    array(out, 5, PONG);
    bool(out, pong.accepted());
    MessagePackWriter.str(out, pong.reason());
    MessagePackWriter.str(out, pong.hostname());
    MessagePackWriter.str(out, pong.sharedKeyDigest());
  }

  private static void array(ByteBuf out, int size, String name) {
    out.writeByte(0x90 | size);
    MessagePackWriter.str(out, name);
  }

  private static void bool(ByteBuf out, boolean value) {
    out.writeByte(value ? TRUE : FALSE);
  }

  /** Writes a str for ASCII, as older clients expect; otherwise a bin. */
  private static void octets(ByteBuf out, Octets octets) {
    if (octets.isAscii()) {
      MessagePackWriter.str(out, new String(octets.bytes(), ISO_8859_1));
    } else {
      MessagePackWriter.bin(out, octets.bytes());
    }
  }

  /**
   * Returns whether a complete msgpack value is at {@code at}.
   *
   * @throws IllegalArgumentException when the bytes can never become a value
   */
  public static boolean isWhole(ByteBuf in, int at) {
    long end = at;
    for (long left = 1; left > 0; left--) {
      if (end >= in.writerIndex()) {
        return false;
      }
      long header = MessagePackHeader.read(in, (int) end, in.writerIndex());
      if (header == MessagePackHeader.ILLEGAL) {
        throw new IllegalArgumentException("the handshake frame is not msgpack");
      } else if (header == MessagePackHeader.INCOMPLETE) {
        return false;
      }
      end += MessagePackHeader.bytes(header);
      left += MessagePackHeader.children(header);
    }
    return end <= in.writerIndex();
  }

  /**
   * Reads a complete msgpack array at {@code at}.
   *
   * @throws IllegalArgumentException with the reason when it is no handshake frame
   */
  public static HandshakeMessage decode(ByteBuf in, int at) {
    ValueReader reader = new ValueReader(in, at);
    int size = reader.array("a handshake frame");
    String name = size == 0 ? "" : reader.text("the name of a handshake frame");
    if (name.equals(HELO) && size == 2) {
      return helo(reader);
    } else if (name.equals(PING) && size == 6) {
      return ping(reader);
    } else if (name.equals(PONG) && size == 5) {
      return pong(reader);
    }
    throw new IllegalArgumentException(
        "a frame of " + size + " elements is neither events nor HELO, PING or PONG");
  }

  private static Helo helo(ValueReader reader) {
    Octets nonce = Octets.EMPTY;
    Octets auth = Octets.EMPTY;
    boolean keepalive = true;
    for (int pairs = reader.map("the options of HELO"); pairs > 0; pairs--) {
      if (reader.isKey(NONCE)) {
        nonce = reader.octets("nonce");
      } else if (reader.isKey(AUTH)) {
        auth = reader.octets("auth");
      } else if (reader.isKey(KEEPALIVE)) {
        keepalive = reader.bool("keepalive");
      } else {
        reader.skipKeyAndValue();
      }
    }
    if (nonce.isEmpty()) {
      throw new IllegalArgumentException("HELO has no nonce");
    }
    return new Helo(nonce, auth, keepalive);
  }

  private static Ping ping(ValueReader reader) {
    return new Ping(
        reader.text("hostname"),
        reader.octets("salt"),
        reader.text("shared key digest"),
        reader.text("user"),
        reader.text("password digest"));
  }

  private static Pong pong(ValueReader reader) {
    return new Pong(
        reader.bool("the verdict of PONG"),
        reader.text("reason"),
        reader.text("hostname"),
        reader.text("shared key digest"));
  }
}
