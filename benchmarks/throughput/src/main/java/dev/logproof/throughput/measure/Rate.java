package dev.logproof.throughput.measure;

import dev.logproof.commandline.ByteRate;
import java.util.Locale;

/**
 * Rate of the load.
 *
 * @param bytesPerSecond 0 for saturation
 */
public record Rate(double bytesPerSecond) {
  private static final String SATURATION = "saturation";

  /**
   * Parses {@code 9MB/s} or {@code saturation}.
   *
   * @throws IllegalArgumentException for any other text
   */
  public static Rate parse(String text) {
    return text.strip().equalsIgnoreCase(SATURATION)
        ? new Rate(0)
        : new Rate(ByteRate.parse(text).bytesPerSecond());
  }

  /** Whether the load sends without a limit. */
  public boolean isSaturation() {
    return bytesPerSecond == 0;
  }

  @Override
  public String toString() {
    return isSaturation()
        ? SATURATION
        : String.format(Locale.ROOT, "%s MB/s", megabytes(bytesPerSecond));
  }

  private static String megabytes(double bytes) {
    return bytes % 1e6 == 0
        ? String.format(Locale.ROOT, "%.0f", bytes / 1e6)
        : String.format(Locale.ROOT, "%.3f", bytes / 1e6);
  }
}
