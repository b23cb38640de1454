package dev.logproof.throughput.measure;

import dev.logproof.commandline.ByteRate;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Rate of the load.
 *
 * @param bytesPerSecond empty for saturation
 */
public record Rate(OptionalDouble bytesPerSecond) {
  private static final String SATURATION = "saturation";

  /**
   * Parses {@code 9MB/s} or {@code saturation}.
   *
   * @throws IllegalArgumentException for any other text
   */
  public static Rate parse(String text) {
    return text.strip().equalsIgnoreCase(SATURATION)
        ? new Rate(OptionalDouble.empty())
        : new Rate(OptionalDouble.of(ByteRate.parse(text).bytesPerSecond()));
  }

  /** Whether the load sends without a limit. */
  public boolean isSaturation() {
    return bytesPerSecond.isEmpty();
  }

  @Override
  public String toString() {
    return isSaturation()
        ? SATURATION
        : String.format(Locale.ROOT, "%s MB/s", megabytes(bytesPerSecond.getAsDouble()));
  }

  private static String megabytes(double bytes) {
    return bytes % 1e6 == 0
        ? String.format(Locale.ROOT, "%.0f", bytes / 1e6)
        : String.format(Locale.ROOT, "%.3f", bytes / 1e6);
  }
}
