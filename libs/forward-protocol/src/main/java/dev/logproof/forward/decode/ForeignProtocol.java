package dev.logproof.forward.decode;

/** Describes the client's protocol from a first byte that starts no frame. */
final class ForeignProtocol {
  private static final int TLS_HANDSHAKE = 0x16;

  private ForeignProtocol() {}

  static String describe(int first) {
    if (first == TLS_HANDSHAKE) {
      return "expected a frame, which is an array in msgpack or JSON, found byte 0x16, which starts"
          + " a TLS handshake";
    }
    boolean text = first > ' ' && first <= '~';
    String found = String.format("0x%02x", first) + (text ? " ('" + (char) first + "')" : "");
    return "expected a frame, which is an array in msgpack or JSON, found byte " + found;
  }
}
