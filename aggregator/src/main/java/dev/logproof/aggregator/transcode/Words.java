package dev.logproof.aggregator.transcode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Loads and stores several bytes of an array at once. */
public final class Words {
  /** Must follow data accessed in whole words. */
  static final int SLACK_BYTES = Long.BYTES;

  /** The lowest bit of each byte of a long. */
  public static final long ONES = 0x0101010101010101L;

  /** The highest bit of each byte of a long; ASCII has none of them. */
  public static final long HIGH_BITS = 0x8080808080808080L;

  private static final VarHandle LITTLE_LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle BIG_LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LITTLE_INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle BIG_INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle BIG_SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

  private Words() {}

  /** Reads eight bytes in little-endian order. */
  public static long longLe(byte[] bytes, int at) {
    return (long) LITTLE_LONGS.get(bytes, at);
  }

  /** Stores eight bytes in little-endian order. */
  public static void longLe(byte[] bytes, int at, long value) {
    LITTLE_LONGS.set(bytes, at, value);
  }

  static void copyInt(byte[] from, int at, byte[] to, int toAt) {
    LITTLE_INTS.set(to, toAt, (int) LITTLE_INTS.get(from, at));
  }

  static void intBe(byte[] bytes, int at, int value) {
    BIG_INTS.set(bytes, at, value);
  }

  static void shortBe(byte[] bytes, int at, int value) {
    BIG_SHORTS.set(bytes, at, (short) value);
  }

  /** Reads eight bytes in big-endian order. */
  public static long longBe(byte[] bytes, int at) {
    return (long) BIG_LONGS.get(bytes, at);
  }

  static int intBe(byte[] bytes, int at) {
    return (int) BIG_INTS.get(bytes, at);
  }

  static short shortBe(byte[] bytes, int at) {
    return (short) BIG_SHORTS.get(bytes, at);
  }
}
