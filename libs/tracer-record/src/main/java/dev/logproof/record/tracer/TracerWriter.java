package dev.logproof.record.tracer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * Writes one source's tracers as in {@link TracerText}, without an object per tracer. Confined to
 * the source's thread.
 */
public final class TracerWriter {
  /** Suffices for a run id of 40 characters and 18-digit numbers. */
  public static final int MAX_BYTES = 128;

  private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);
  private static final int CRC_NIBBLES = 8;

  private final byte[] text = new byte[MAX_BYTES];
  private final int prefixBytes;
  private final CRC32 crc = new CRC32();
  private int length;

  /** Creates a writer for one source. */
  public TracerWriter(String runId, int source) {
    byte[] prefix = (TracerText.MARKER + runId + '~' + source + '~').getBytes(US_ASCII);
    prefixBytes = prefix.length;
    System.arraycopy(prefix, 0, text, 0, prefixBytes);
  }

  /** Appends the tracer to {@code out}. */
  public void write(ByteBuffer out, long sequence, long sentAtMicros) {
    length = prefixBytes;
    number(sequence);
    number(sentAtMicros);
    crc.reset();
    crc.update(text, 0, length);
    long checksum = crc.getValue();
    for (int nibble = CRC_NIBBLES - 1; nibble >= 0; nibble--) {
      text[length++] = HEX[(int) (checksum >> (4 * nibble)) & 0xf];
    }
    text[length++] = '~';
    out.put(text, 0, length);
  }

  private void number(long value) {
    int end = length + digits(value);
    long rest = value;
    for (int at = end - 1; at >= length; at--) {
      text[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    text[end] = '~';
    length = end + 1;
  }

  private static int digits(long value) {
    int digits = 1;
    for (long rest = value / 10; rest > 0; rest /= 10) {
      digits++;
    }
    return digits;
  }
}
