package dev.logproof.forward.handshake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Bytes without a meaning of their own: a nonce or a salt. Immutable; compared in constant time,
 * and never printed.
 */
public final class Octets {
  /** No bytes. */
  public static final Octets EMPTY = new Octets(new byte[0]);

  private final byte[] bytes;

  private Octets(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A copy of {@code bytes}. */
  public static Octets of(byte[] bytes) {
    return bytes.length == 0 ? EMPTY : new Octets(bytes.clone());
  }

  /** The bytes of a text that is ASCII, such as a salt in hexadecimal. */
  public static Octets ofAscii(String text) {
    return of(text.getBytes(ISO_8859_1));
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** How many. */
  public int length() {
    return bytes.length;
  }

  /** True when there are none. */
  public boolean isEmpty() {
    return bytes.length == 0;
  }

  boolean isAscii() {
    for (byte each : bytes) {
      if (each < 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Octets octets && MessageDigest.isEqual(bytes, octets.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return bytes.length + " bytes";
  }
}
