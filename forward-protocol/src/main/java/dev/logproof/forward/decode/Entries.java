package dev.logproof.forward.decode;

import io.netty.buffer.ByteBuf;

/**
 * Reads entries {@code [time, record]}: checks them all before any is handed out, so that a frame
 * is taken whole or not at all. Stateless but for the values of the entry just read; confined to
 * one connection.
 */
final class Entries {
  private static final int EVENT_TIME_TYPE = 0;

  private final int maxNestingDepth;
  private long seconds;
  private int nanos;

  Entries(int maxNestingDepth) {
    this.maxNestingDepth = maxNestingDepth;
  }

  long seconds() {
    return seconds;
  }

  int nanos() {
    return nanos;
  }

  /**
   * How many entries lie in {@code [start, end)}, all of them legal.
   *
   * @param expected their number, or −1 when the end decides
   */
  int check(ByteBuf in, int start, int end, long expected) throws MalformedFrameException {
    int at = start;
    int count = 0;
    while (expected < 0 ? at < end : count < expected) {
      at = skip(in, checkRecord(in, time(in, entry(in, at, end), end), end), end, maxNestingDepth);
      count++;
    }
    return count;
  }

  /** Hands {@code count} entries out that were checked before. */
  void each(ByteBuf in, int start, int end, int count, EventConsumer consumer)
      throws MalformedFrameException {
    int at = start;
    for (int i = 0; i < count; i++) {
      int record = time(in, entry(in, at, end), end);
      at = skip(in, record, end, maxNestingDepth);
      consumer.event(in, record, at - record, seconds, nanos);
    }
  }

  private static int entry(ByteBuf in, int at, int end) throws MalformedFrameException {
    long header = header(in, at, end);
    boolean pair = isArray(in.getUnsignedByte(at)) && MessagePackHeader.children(header) == 2;
    if (!pair) {
      throw new MalformedFrameException(at, "expected an entry [time, record]");
    }
    return at + MessagePackHeader.bytes(header);
  }

  /** Reads the time at {@code at} and returns where it ends. */
  int time(ByteBuf in, int at, int end) throws MalformedFrameException {
    long header = header(in, at, end);
    int first = in.getUnsignedByte(at);
    if (isArray(first) && MessagePackHeader.children(header) == 2) {
      int metadata = time(in, at + MessagePackHeader.bytes(header), end);
      return skip(in, metadata, end, maxNestingDepth);
    }
    int next = at + MessagePackHeader.bytes(header);
    if (next > end) {
      throw new MalformedFrameException(at, "time ends beyond its frame");
    }
    nanos = 0;
    if (first == 0xd7 && in.getByte(at + 1) == EVENT_TIME_TYPE) {
      eventTime(in, at + 2);
    } else if (first == 0xc7 && in.getByte(at + 1) == 8 && in.getByte(at + 2) == EVENT_TIME_TYPE) {
      eventTime(in, at + 3);
    } else {
      seconds = integer(in, at, first);
    }
    return next;
  }

  private void eventTime(ByteBuf in, int at) {
    seconds = in.getUnsignedInt(at);
    nanos = in.getInt(at + 4);
  }

  private static long integer(ByteBuf in, int at, int first) throws MalformedFrameException {
    if (first <= 0x7f) {
      return first;
    }
    return switch (first) {
      case 0xc0 -> 0;
      case 0xca -> (long) in.getFloat(at + 1);
      case 0xcb -> (long) in.getDouble(at + 1);
      case 0xcc -> in.getUnsignedByte(at + 1);
      case 0xcd -> in.getUnsignedShort(at + 1);
      case 0xce -> in.getUnsignedInt(at + 1);
      case 0xcf, 0xd3 -> in.getLong(at + 1);
      case 0xd0 -> in.getByte(at + 1);
      case 0xd1 -> in.getShort(at + 1);
      case 0xd2 -> in.getInt(at + 1);
      default ->
          throw new MalformedFrameException(at, "expected a time: an integer, EventTime or nil");
    };
  }

  int checkRecord(ByteBuf in, int at, int end) throws MalformedFrameException {
    header(in, at, end);
    if (!isMap(in.getUnsignedByte(at))) {
      throw new MalformedFrameException(at, "expected a record, which is a map");
    }
    return at;
  }

  /** Where the value at {@code at} ends. */
  static int skip(ByteBuf in, int at, int end, int depthLeft) throws MalformedFrameException {
    if (depthLeft == 0) {
      throw new MalformedFrameException(at, "nested too deep");
    }
    long header = header(in, at, end);
    int next = at + MessagePackHeader.bytes(header);
    if (next > end || MessagePackHeader.children(header) > end - next) {
      throw new MalformedFrameException(at, "value ends beyond its frame");
    }
    for (long left = MessagePackHeader.children(header); left > 0; left--) {
      next = skip(in, next, end, depthLeft - 1);
    }
    return next;
  }

  static long header(ByteBuf in, int at, int end) throws MalformedFrameException {
    long header = MessagePackHeader.read(in, at, end);
    if (header < 0) {
      throw new MalformedFrameException(
          at,
          header == MessagePackHeader.ILLEGAL ? "0xc1 starts no msgpack value" : "value is cut");
    }
    return header;
  }

  static boolean isArray(int first) {
    return (first & 0xf0) == 0x90 || first == 0xdc || first == 0xdd;
  }

  static boolean isMap(int first) {
    return (first & 0xf0) == 0x80 || first == 0xde || first == 0xdf;
  }

  static boolean isRaw(int first) {
    boolean str = (first & 0xe0) == 0xa0 || (first >= 0xd9 && first <= 0xdb);
    return str || (first >= 0xc4 && first <= 0xc6);
  }

  /** Where the payload of the str or bin at {@code at} starts. */
  static int rawStart(ByteBuf in, int at) {
    return switch (in.getUnsignedByte(at)) {
      case 0xc4, 0xd9 -> at + 2;
      case 0xc5, 0xda -> at + 3;
      case 0xc6, 0xdb -> at + 5;
      default -> at + 1;
    };
  }
}
