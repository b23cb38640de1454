package dev.logproof.forward.decode;

import dev.logproof.forward.msgpack.MessagePackHeader;
import io.netty.buffer.ByteBuf;

/**
 * Reads the time of an event: an integer, a float, EventTime (ext type 0 of 8 bytes: seconds and
 * nanoseconds), a MessagePack timestamp (ext type -1 of 4, 8 or 12 bytes), or any of these in
 * {@code [time, metadata]}. Holds the last time read. Confined to one connection.
 */
final class EventTime {
  private static final int EVENT_TIME_TYPE = 0;
  private static final int TIMESTAMP_TYPE = -1;
  private static final int FIXED_EXT_4 = 0xd6;
  private static final int FIXED_EXT_8 = 0xd7;
  private static final int EXT_8 = 0xc7;
  private static final int TIMESTAMP_96_BYTES = 12;
  private static final int NANOS_PER_SECOND = 1_000_000_000;
  private static final int SECONDS_BITS_OF_TIMESTAMP_64 = 34;

  /** Fluent Bit's group markers: -1 begins a group, -2 ends it. */
  private static final int FIRST_MARKER = -2;

  private static final int LAST_MARKER = -1;

  /** Greater values are no times and lose whole seconds. */
  private static final double MAX_FLOAT_SECONDS = 1e15;

  private long seconds;
  private int nanos;

  long seconds() {
    return seconds;
  }

  int nanos() {
    return nanos;
  }

  /** Returns whether only the payload determines if the value is a time. */
  static boolean needsPayload(int first) {
    return first == FIXED_EXT_8 || first == FIXED_EXT_4 || first == EXT_8;
  }

  /** Checks a time. {@code in} holds its payload when {@link #needsPayload} requires it. */
  static EventFlaw flaw(ByteBuf in, int at, int first, boolean hasMetadata) {
    return switch (first) {
      case 0xcc, 0xcd, 0xce -> EventFlaw.NONE;
      case 0xd0, 0xd1, 0xd2, 0xd3 -> flawOfSigned(integer(in, at, first), hasMetadata);
      case 0xcf -> unless(in.getLong(at + 1) >= 0);
      case 0xca -> unless(isTime(in.getFloat(at + 1)));
      case 0xcb -> unless(isTime(in.getDouble(at + 1)));
      case FIXED_EXT_4 -> unless(in.getByte(at + 1) == TIMESTAMP_TYPE);
      case FIXED_EXT_8 -> flawOfEightBytes(in, at + 1);
      case EXT_8 -> flawOfExtension(in, at);
      default -> {
        boolean small = first <= 0x7f || first >= 0xe0;
        yield small ? flawOfSigned((byte) first, hasMetadata) : EventFlaw.TIME;
      }
    };
  }

  private static EventFlaw unless(boolean time) {
    return time ? EventFlaw.NONE : EventFlaw.TIME;
  }

  private static EventFlaw flawOfSigned(long value, boolean hasMetadata) {
    boolean marker = hasMetadata && value >= FIRST_MARKER && value <= LAST_MARKER;
    return marker ? EventFlaw.GROUP_MARKER : EventFlaw.NONE;
  }

  private static EventFlaw flawOfExtension(ByteBuf in, int at) {
    int length = in.getUnsignedByte(at + 1);
    if (length == Long.BYTES) {
      return flawOfEightBytes(in, at + 2);
    }
    boolean timestamp = length == Integer.BYTES || length == TIMESTAMP_96_BYTES;
    return unless(timestamp && in.getByte(at + 2) == TIMESTAMP_TYPE);
  }

  private static EventFlaw flawOfEightBytes(ByteBuf in, int type) {
    if (in.getByte(type) != EVENT_TIME_TYPE) {
      return unless(in.getByte(type) == TIMESTAMP_TYPE);
    }
    int value = in.getInt(type + 1);
    return value == FIRST_MARKER || value == LAST_MARKER ? EventFlaw.GROUP_MARKER : EventFlaw.NONE;
  }

  private static boolean isTime(double seconds) {
    return Math.abs(seconds) <= MAX_FLOAT_SECONDS;
  }

  /** Reads a checked time; returns its end. */
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
      case FIXED_EXT_8 -> extension(in, at + 1, Long.BYTES);
      case EXT_8 -> extension(in, at + 2, in.getUnsignedByte(at + 1));
      case FIXED_EXT_4 -> extension(in, at + 1, Integer.BYTES);
      case 0xca -> floating(in.getFloat(at + 1));
      case 0xcb -> floating(in.getDouble(at + 1));
      default -> seconds = integer(in, at, first);
    }
  }

  private void extension(ByteBuf in, int type, int length) {
    int at = type + 1;
    if (in.getByte(type) == EVENT_TIME_TYPE) {
      time(in.getUnsignedInt(at), in.getUnsignedInt(at + Integer.BYTES));
    } else if (length == Integer.BYTES) {
      seconds = in.getUnsignedInt(at);
    } else if (length == Long.BYTES) {
      long both = in.getLong(at);
      long value = both & (1L << SECONDS_BITS_OF_TIMESTAMP_64) - 1;
      time(value, both >>> SECONDS_BITS_OF_TIMESTAMP_64);
    } else {
      time(in.getLong(at + Integer.BYTES), in.getUnsignedInt(at));
    }
  }

  /** A fraction of a billion nanoseconds or more carries over. */
  private void time(long value, long fraction) {
    seconds = value + fraction / NANOS_PER_SECOND;
    nanos = (int) (fraction % NANOS_PER_SECOND);
  }

  private void floating(double value) {
    double whole = Math.floor(value);
    seconds = (long) whole;
    nanos = (int) Math.min(NANOS_PER_SECOND - 1, (value - whole) * NANOS_PER_SECOND);
  }

  static long integerOr(long other, ByteBuf in, int at) {
    int first = in.getUnsignedByte(at);
    boolean small = first <= 0x7f || first >= 0xe0;
    return small || (first >= 0xcc && first <= 0xd3) ? integer(in, at, first) : other;
  }

  private static long integer(ByteBuf in, int at, int first) {
    return switch (first) {
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
