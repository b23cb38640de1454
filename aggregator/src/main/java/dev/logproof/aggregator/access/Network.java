package dev.logproof.aggregator.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Addresses with a common prefix. Parses numeric addresses only, without DNS. Immutable. */
public final class Network {
  private static final Pattern NUMERIC = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private final String text;
  private final byte[] address;
  private final int prefixBits;

  private Network(String text, byte[] address, int prefixBits) {
    this.text = text;
    this.address = address;
    this.prefixBits = prefixBits;
  }

  /**
   * Parses {@code 10.0.0.0/8}, {@code fd00::/8}, or a single address.
   *
   * @throws IllegalArgumentException for any other form
   */
  public static Network parse(String text) {
    int slash = text.indexOf('/');
    byte[] address = bytes(slash < 0 ? text : text.substring(0, slash), text);
    int bits = 8 * address.length;
    int prefix = slash < 0 ? bits : prefix(text.substring(slash + 1), text);
    if (prefix > bits) {
      throw malformed(text);
    }
    return new Network(text, address, prefix);
  }

  private static byte[] bytes(String numbers, String text) {
    try {
      if (NUMERIC.matcher(numbers).matches()) {
        return InetAddress.getByName(numbers).getAddress();
      }
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(malformed(text).getMessage(), e);
    }
    throw malformed(text);
  }

  private static int prefix(String digits, String text) {
    if (!digits.matches("\\d{1,3}")) {
      throw malformed(text);
    }
    return Integer.parseInt(digits);
  }

  private static IllegalArgumentException malformed(String text) {
    return new IllegalArgumentException(
        "expected an address or a network such as 10.0.0.0/8, not '" + text + "'");
  }

  @Override
  public String toString() {
    return text;
  }

  /** Returns false for addresses of the other family. */
  public boolean contains(InetAddress other) {
    byte[] bytes = other.getAddress();
    if (bytes.length != address.length) {
      return false;
    }
    int whole = prefixBits / 8;
    int rest = prefixBits % 8;
    return Arrays.equals(bytes, 0, whole, address, 0, whole)
        && (rest == 0 || (bytes[whole] ^ address[whole]) >> (8 - rest) == 0);
  }
}
