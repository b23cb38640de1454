package dev.logproof.aggregator.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Encodes any text as a file name, different texts differently. Letters, digits and {@code _ . -}
 * stay, other bytes and a leading dot become {@code %XX}. Long names end in a digest.
 */
public final class FileNames {
  private static final int MAX_BYTES = 150;
  private static final int KEPT_BYTES = 100;
  private static final int DIGEST_BYTES = 16;

  private FileNames() {}

  /** Returns the file name for {@code text}. */
  public static String encode(String text) {
    StringBuilder name = new StringBuilder();
    for (byte value : text.getBytes(UTF_8)) {
      boolean leadingDot = value == '.' && name.isEmpty();
      if (isPlain(value) && !leadingDot) {
        name.append((char) value);
      } else {
        name.append(String.format("%%%02X", value & 0xff));
      }
    }
    if (name.length() <= MAX_BYTES) {
      return name.toString();
    }
    return name.substring(0, KEPT_BYTES) + "%" + digest(text);
  }

  /** Returns the text; empty if {@link #encode} did not create {@code name}. */
  public static Optional<String> decode(String name) {
    ByteBuffer bytes = ByteBuffer.allocate(name.length());
    for (int at = 0; at < name.length(); at++) {
      char letter = name.charAt(at);
      if (letter != '%') {
        bytes.put((byte) letter);
      } else if (at + 2 < name.length() && isHex(name, at + 1) && isHex(name, at + 2)) {
        bytes.put((byte) HexFormat.fromHexDigits(name, at + 1, at + 3));
        at += 2;
      } else {
        return Optional.empty();
      }
    }
    try {
      String text =
          UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(bytes.flip())
              .toString();
      return Optional.of(text).filter(decoded -> encode(decoded).equals(name));
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static boolean isHex(String name, int at) {
    return HexFormat.isHexDigit(name.charAt(at));
  }

  private static boolean isPlain(byte value) {
    return (value >= 'a' && value <= 'z')
        || (value >= 'A' && value <= 'Z')
        || (value >= '0' && value <= '9')
        || value == '_'
        || value == '.'
        || value == '-';
  }

  static String digest(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
