package dev.logproof.forward.handshake;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.forward.msgpack.MessagePackHeader;
import io.netty.buffer.ByteBuf;

/**
 * Reads consecutive values of a complete frame. Allocates objects, since handshakes are rare.
 * Confined to one thread.
 */
final class ValueReader {
  private final ByteBuf in;
  private int at;

  ValueReader(ByteBuf in, int at) {
    this.in = in;
    this.at = at;
  }

  int array(String what) {
    expect(MessagePackHeader.isArray(first()), what, "an array");
    return open();
  }

  int map(String what) {
    expect(MessagePackHeader.isMap(first()), what, "a map");
    return open() / 2;
  }

  private int open() {
    long header = MessagePackHeader.read(in, at, in.writerIndex());
    at += MessagePackHeader.bytes(header);
    return (int) MessagePackHeader.children(header);
  }

  /** Reads a str, a bin, or nil, which counts as empty. */
  Octets octets(String what) {
    int next = MessagePackHeader.endOf(in, at);
    if (first() == MessagePackHeader.NIL) {
      at = next;
      return Octets.EMPTY;
    }
    expect(MessagePackHeader.isRaw(first()), what, "a string");
    int start = MessagePackHeader.rawStart(in, at);
    byte[] bytes = new byte[next - start];
    in.getBytes(start, bytes);
    at = next;
    return Octets.of(bytes);
  }

  String text(String what) {
    return new String(octets(what).bytes(), UTF_8);
  }

  boolean bool(String what) {
    int value = first();
    expect(value == 0xc2 || value == 0xc3, what, "true or false");
    at++;
    return value == 0xc3;
  }

  /** Skips the key and returns true if it is {@code name}. */
  boolean isKey(byte[] name) {
    int next = MessagePackHeader.endOf(in, at);
    boolean equal = MessagePackHeader.isRaw(in, at, next, name);
    if (equal) {
      at = next;
    }
    return equal;
  }

  void skipKeyAndValue() {
    at = MessagePackHeader.endOf(in, MessagePackHeader.endOf(in, at));
  }

  private int first() {
    return in.getUnsignedByte(at);
  }

  private static void expect(boolean legal, String what, String kind) {
    if (!legal) {
      throw new IllegalArgumentException("expected " + what + " to be " + kind);
    }
  }
}
