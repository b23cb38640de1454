package dev.logproof.forward.decode;

import dev.logproof.forward.msgpack.MessagePackHeader;
import io.netty.buffer.ByteBuf;

/**
 * Reads the time of an event: an integer, a float, EventTime (ext type 0 of 8 bytes: seconds and
 * nanoseconds, in the fixext 8 and the ext 8 form), nil, or any of these in {@code [time,
 * metadata]}. Holds the time read last; confined to one connection.
 */
final class EventTime {
  private static final int EVENT_TIME_TYPE = 0;
  private static final int NANOS_PER_SECOND = 1_000_000_000;

  /** Floats count seconds; beyond this they are no time, and would lose whole seconds. */
  private static final double MAX_FLOAT_SECONDS = 1e15;

  private long seconds;
  private int nanos;

  long seconds() {
    return seconds;
  }

  int nanos() {
    return nanos;
  }

  /** True when the value at {@code at}, whose header is there, is a time without metadata. */
  static boolean isTime(ByteBuf in, int at, int first) {
    if (first <= 0x7f || first >= 0xe0) {
      return true;
    }
    return switch (first) {
      case MessagePackHeader.NIL, 0xcc, 0xcd, 0xce, 0xd0, 0xd1, 0xd2, 0xd3 -> true;
      case 0xcf -> in.getLong(at + 1) >= 0;
      case 0xca -> isTime(in.getFloat(at + 1));
      case 0xcb -> isTime(in.getDouble(at + 1));
      case 0xd7 -> in.getByte(at + 1) == EVENT_TIME_TYPE;
      case 0xc7 -> in.getByte(at + 1) == 8 && in.getByte(at + 2) == EVENT_TIME_TYPE;
      default -> false;
    };
  }

  private static boolean isTime(double seconds) {
    return Math.abs(seconds) <= MAX_FLOAT_SECONDS;
  }

  /** Reads the time at {@code at}, which was checked before; returns where it ends. */
  int read(ByteBuf in, int at) {
    int first = in.getUnsignedByte(at);
    if (MessagePackHeader.isArray(first)) {
      long header = MessagePackHeader.read(in, at, Integer.MAX_VALUE);
      int metadata = read(in, at + MessagePackHeader.bytes(header));
      return MessagePackHeader.endOf(in, metadata);
    }
    readPlain(in, at, first);
    if (seconds == 0) {
      nanos = 0;
    }
    return at + MessagePackHeader.bytes(MessagePackHeader.read(in, at, Integer.MAX_VALUE));
  }

  private void readPlain(ByteBuf in, int at, int first) {
    nanos = 0;
    switch (first) {
      case 0xd7 -> eventTime(in, at + 2);
      case 0xc7 -> eventTime(in, at + 3);
      case 0xca -> floating(in.getFloat(at + 1));
      case 0xcb -> floating(in.getDouble(at + 1));
      default -> seconds = integer(in, at, first);
    }
  }

  /** Clients may write a billion nanoseconds and more: they carry over. */
  private void eventTime(ByteBuf in, int at) {
    long fraction = in.getUnsignedInt(at + 4);
    seconds = in.getUnsignedInt(at) + fraction / NANOS_PER_SECOND;
    nanos = (int) (fraction % NANOS_PER_SECOND);
  }

  private void floating(double value) {
    double whole = Math.floor(value);
    seconds = (long) whole;
    nanos = (int) Math.min(NANOS_PER_SECOND - 1, (value - whole) * NANOS_PER_SECOND);
  }

  private static long integer(ByteBuf in, int at, int first) {
    return switch (first) {
      case MessagePackHeader.NIL -> 0;
      case 0xcc -> in.getUnsignedByte(at + 1);
      case 0xcd -> in.getUnsignedShort(at + 1);
      case 0xce -> in.getUnsignedInt(at + 1);
      case 0xcf, 0xd3 -> in.getLong(at + 1);
      case 0xd0 -> in.getByte(at + 1);
      case 0xd1 -> in.getShort(at + 1);
      case 0xd2 -> in.getInt(at + 1);
      default -> (byte) first;
    };
  }
}
