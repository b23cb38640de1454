package dev.logproof.objects.content;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/** A content format, recognized by its first bytes. A constant with a name cannot be read. */
enum Form {
  /** Text, or no known format. */
  NONE(""),
  GZIP("\u001f\u008b\u0008"),
  /** The second byte has one of four values. */
  ZLIB("x"),
  ZIP("PK\u0003\u0004"),
  EMPTY_ZIP("PK\u0005\u0006"),
  ZSTD("(\u00b5/\u00fd"),
  ZSTD_SKIPPABLE("*M\u0018"),
  SNAPPY_FRAMED("\u00ff\u0006\0\0sNaPpY"),
  SNAPPY_JAVA("\u0082SNAPPY\0"),
  /** Has no magic bytes; recognized only where content begins. */
  SNAPPY_HADOOP("\0"),
  BZIP2("BZh", "bzip2"),
  XZ("\u00fd7zXZ\0", "xz"),
  LZ4("\u0004\"M\u0018", "LZ4"),
  LZ4_LEGACY("\u0002!L\u0018", "LZ4"),
  SEVEN_ZIP("7z\u00bc\u00af", "7-Zip"),
  RAR("Rar!\u001a", "RAR"),
  LZOP("\u0089LZO\0", "lzop");

  /** Recognized where content begins, unless all of it is printable. */
  private static final String[][] FORMATS = {
    {"BZh", "bzip2"},
    {"\u001f\u009d", "compress"},
    {"LZIP", "lzip"},
    {"PAR1", "Parquet"},
    {"ORC", "ORC"},
    {"Obj\u0001", "Avro"},
    {"SEQ\u0006", "a Hadoop sequence file"},
    {"Rar!", "RAR"}
  };

  /** Follows the level digit in bzip2. */
  private static final String BZIP2_BLOCK = "1AY&SY";

  private static final String BZIP2_END = "\u0017rE8P\u0090";

  /** Bytes needed to recognize a format without a trial. */
  static final int MAX_BYTES = 24;

  /** Bytes used for a trial. */
  static final int TRIAL_BYTES = 4096;

  private final String first;
  private final String unreadableName;

  /** A readable format. */
  Form(String first) {
    this(first, "");
  }

  Form(String first, String unreadableName) {
    this.first = first;
    this.unreadableName = unreadableName;
  }

  Optional<String> unreadable() {
    return unreadableName.isEmpty() ? Optional.empty() : Optional.of(unreadableName);
  }

  /** GZIP and zlib still need a trial. */
  static Form seemingAt(byte[] bytes, int at, int to) {
    return switch (bytes[at] & 0xff) {
      case 0x1f -> first(bytes, at, to, GZIP);
      case 'P' -> first(bytes, at, to, ZIP, EMPTY_ZIP);
      case '(' -> first(bytes, at, to, ZSTD);
      case 0xff -> first(bytes, at, to, SNAPPY_FRAMED);
      case 0x82 -> first(bytes, at, to, SNAPPY_JAVA);
      case 0xfd -> first(bytes, at, to, XZ);
      case 0x04 -> first(bytes, at, to, LZ4);
      case 0x02 -> first(bytes, at, to, LZ4_LEGACY);
      case '7' -> first(bytes, at, to, SEVEN_ZIP);
      case 'R' -> first(bytes, at, to, RAR);
      case 0x89 -> first(bytes, at, to, LZOP);
      case 'x' -> isZlib(bytes, at, to) ? ZLIB : NONE;
      case 'B' -> isBzip2(bytes, at, to) ? BZIP2 : NONE;
      default -> isSkippable(bytes, at, to) ? ZSTD_SKIPPABLE : NONE;
    };
  }

  private static Form first(byte[] bytes, int at, int to, Form... forms) {
    for (Form form : forms) {
      if (startsWith(bytes, at, to, form.first)) {
        return form;
      }
    }
    return isSkippable(bytes, at, to) ? ZSTD_SKIPPABLE : NONE;
  }

  /** The first byte is one of 0x50 to 0x5f. */
  static boolean isSkippable(byte[] bytes, int at, int to) {
    return (bytes[at] & 0xf0) == 0x50 && startsWith(bytes, at + 1, to, ZSTD_SKIPPABLE.first);
  }

  /** True if the first bytes also occur in text. */
  boolean needsTrial() {
    return this == GZIP || this == ZLIB;
  }

  /**
   * Decides on up to {@link #TRIAL_BYTES}; a few suffice if {@code expected}, as where a part
   * begins.
   */
  boolean isProved(byte[] bytes, int at, int to, boolean expected) {
    return switch (this) {
      case GZIP -> DeflateTrial.isGzip(bytes, at, to, expected);
      case ZLIB -> DeflateTrial.isZlib(bytes, at, to, expected && bytes[at + 1] != '^');
      default -> true;
    };
  }

  private static boolean isZlib(byte[] bytes, int at, int to) {
    int second = at + 1 < to ? bytes[at + 1] & 0xff : 0;
    return second == 0x01 || second == 0x5e || second == 0x9c || second == 0xda;
  }

  private static boolean isBzip2(byte[] bytes, int at, int to) {
    boolean level = at + 3 < to && bytes[at + 3] >= '1' && bytes[at + 3] <= '9';
    return level
        && startsWith(bytes, at, to, BZIP2.first)
        && (startsWith(bytes, at + 4, to, BZIP2_BLOCK) || startsWith(bytes, at + 4, to, BZIP2_END));
  }

  /** Each character of {@code first} stands for one byte. */
  private static boolean startsWith(byte[] bytes, int at, int to, String first) {
    if (to - at < first.length()) {
      return false;
    }
    for (int i = 0; i < first.length(); i++) {
      if ((bytes[at + i] & 0xff) != first.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  static Optional<String> unreadableFormat(byte[] bytes, int at, int to) {
    for (String[] format : FORMATS) {
      if (startsWith(bytes, at, to, format[0]) && !isPrintable(bytes, at, to)) {
        return Optional.of(format[1]);
      }
    }
    return Optional.empty();
  }

  /** True for text that begins like a format. */
  private static boolean isPrintable(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      if (bytes[at] >= 0 && TextInspector.isControl(bytes[at])) {
        return false;
      }
    }
    return true;
  }

  /** Whether the content's last bytes are a prefix of a format's first bytes. */
  static boolean isCut(byte[] bytes, int at, int to) {
    if (to - at >= MAX_BYTES || isAscii(bytes, at, to)) {
      return false;
    }
    String there = new String(bytes, at, to - at, ISO_8859_1);
    return Arrays.stream(values()).anyMatch(form -> form.first.startsWith(there));
  }

  private static boolean isAscii(byte[] bytes, int from, int to) {
    return isPrintable(bytes, from, to)
        && IntStream.range(from, to).allMatch(index -> bytes[index] >= 0);
  }
}
