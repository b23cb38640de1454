package dev.logproof.localaws.firehose;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/** Generates unique record ids: a random half and a counter. Thread-safe. */
final class RecordIds {
  private static final byte[] DIGITS = "0123456789abcdef".getBytes(US_ASCII);
  private static final int FIRST_SHIFT = Long.SIZE - 4;

  private final byte[] start;
  private final AtomicLong next = new AtomicLong();

  RecordIds(long random) {
    start = HexFormat.of().toHexDigits(random).getBytes(US_ASCII);
  }

  void writeNext(ByteBuf out) {
    out.writeBytes(start);
    long id = next.getAndIncrement();
    for (int shift = FIRST_SHIFT; shift >= 0; shift -= 4) {
      out.writeByte(DIGITS[(int) (id >>> shift) & 0xf]);
    }
  }
}
