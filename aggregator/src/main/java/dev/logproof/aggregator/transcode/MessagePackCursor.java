package dev.logproof.aggregator.transcode;

/**
 * Reads the heads of consecutive msgpack values within a range of an array. Keeps the last head in
 * fields, so that values allocate no objects. Confined to one event loop.
 */
public final class MessagePackCursor {
  /** Kind of the value read last. */
  public enum Kind {
    NIL,
    FALSE,
    TRUE,
    SIGNED,
    UNSIGNED,
    FLOAT32,
    FLOAT64,
    STR,
    BIN,
    EXT,
    ARRAY,
    MAP
  }

  private static final byte[] NONE = {};

  private byte[] in = NONE;
  private int start;
  private int position;
  private int end;
  private long number;
  private int extType;

  /** Moves to {@code from}; values end before {@code to}. */
  public void reset(byte[] bytes, int from, int to) {
    in = bytes;
    start = from;
    position = from;
    end = to;
  }

  /** Lets the array go. */
  public void release() {
    in = NONE;
  }

  /** Returns the array being read. */
  public byte[] bytes() {
    return in;
  }

  /** Returns the index of the next byte. */
  public int position() {
    return position;
  }

  /** Returns the end of the values. */
  public int end() {
    return end;
  }

  /** Returns the integer, bits of the float, or number of elements, pairs or payload bytes. */
  public long number() {
    return number;
  }

  int extType() {
    return extType;
  }

  /** Returns the start of the payload; {@link #position()} is then its end. */
  public int takePayload() {
    return advance(number);
  }

  /** Reads the head if it is a string below 256 bytes, the common case; otherwise does not move. */
  public boolean nextIsShortText() {
    if (end - position < 2) {
      return false;
    }
    int head = in[position] & 0xff;
    if ((head & 0xe0) == 0xa0) {
      number = head & 0x1f;
      position++;
      return true;
    } else if (head == 0xd9) {
      number = in[position + 1] & 0xff;
      position += 2;
      return true;
    }
    return false;
  }

  /** Reads the next head. */
  public Kind next() {
    int head = in[advance(1)] & 0xff;
    if (head < 0x80) {
      return remember(Kind.SIGNED, head);
    }
    if (head >= 0xe0) {
      return remember(Kind.SIGNED, (byte) head);
    }
    if (head >= 0xc0) {
      return nextMarked(head);
    }
    if (head >= 0xa0) {
      return remember(Kind.STR, head & 0x1f);
    }
    return remember(head < 0x90 ? Kind.MAP : Kind.ARRAY, head & 0xf);
  }

  private Kind nextMarked(int head) {
    return switch (head) {
      case 0xc0 -> Kind.NIL;
      case 0xc2 -> Kind.FALSE;
      case 0xc3 -> Kind.TRUE;
      case 0xc4, 0xc5, 0xc6 -> remember(Kind.BIN, unsigned(1 << (head - 0xc4)));
      case 0xc7, 0xc8, 0xc9 -> extension(unsigned(1 << (head - 0xc7)));
      case 0xca -> remember(Kind.FLOAT32, unsigned(4));
      case 0xcb -> remember(Kind.FLOAT64, Words.longBe(in, advance(8)));
      case 0xcc, 0xcd, 0xce -> remember(Kind.SIGNED, unsigned(1 << (head - 0xcc)));
      case 0xcf -> remember(Kind.UNSIGNED, Words.longBe(in, advance(8)));
      case 0xd0 -> remember(Kind.SIGNED, in[advance(1)]);
      case 0xd1 -> remember(Kind.SIGNED, Words.shortBe(in, advance(2)));
      case 0xd2 -> remember(Kind.SIGNED, Words.intBe(in, advance(4)));
      case 0xd3 -> remember(Kind.SIGNED, Words.longBe(in, advance(8)));
      case 0xd4, 0xd5, 0xd6, 0xd7, 0xd8 -> extension(1L << (head - 0xd4));
      case 0xd9, 0xda, 0xdb -> remember(Kind.STR, unsigned(1 << (head - 0xd9)));
      case 0xdc, 0xdd -> remember(Kind.ARRAY, unsigned(2 << (head - 0xdc)));
      case 0xde, 0xdf -> remember(Kind.MAP, unsigned(2 << (head - 0xde)));
      default ->
          throw new IllegalArgumentException(
              "byte 0x%02x at %d starts no msgpack value".formatted(head, position - 1 - start));
    };
  }

  private Kind extension(long length) {
    extType = in[advance(1)];
    return remember(Kind.EXT, length);
  }

  private Kind remember(Kind kind, long value) {
    number = value;
    return kind;
  }

  private long unsigned(int bytes) {
    int at = advance(bytes);
    return switch (bytes) {
      case 1 -> in[at] & 0xff;
      case 2 -> Words.shortBe(in, at) & 0xffff;
      default -> Words.intBe(in, at) & 0xffffffffL;
    };
  }

  private int advance(long bytes) {
    if (bytes > end - position) {
      throw new IndexOutOfBoundsException(
          "a value at "
              + (position - start)
              + " needs "
              + bytes
              + " bytes, "
              + (end - position)
              + " left");
    }
    int at = position;
    position += (int) bytes;
    return at;
  }

  /** Skips whole values. */
  public void skip(long values) {
    long left = values;
    while (left > 0) {
      left--;
      switch (next()) {
        case STR, BIN, EXT -> takePayload();
        case ARRAY -> left += number;
        case MAP -> left += 2 * number;
        default -> {}
      }
    }
  }
}
