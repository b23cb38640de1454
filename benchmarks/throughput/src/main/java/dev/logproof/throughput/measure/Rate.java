package dev.logproof.throughput.measure;

import dev.logproof.commandline.ByteRate;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * How much is offered.
 *
 * @param bytesPerSecond none: as much as is taken
 */
public record Rate(OptionalDouble bytesPerSecond) {
  private static final String SATURATION = "saturation";

  /**
   * Reads {@code 9MB/s} or {@code saturation}.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static Rate parse(String text) {
    return text.strip().equalsIgnoreCase(SATURATION)
        ? new Rate(OptionalDouble.empty())
        : new Rate(OptionalDouble.of(ByteRate.parse(text).bytesPerSecond()));
  }

  /** True when as much is offered as is taken. */
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
