package dev.logproof.reports.capacity;

/**
 * The load to plan for.
 *
 * @param bytesPerLine of an event
 * @param bytesPerLineBasis where that number is from
 */
public record Demand(double bytesPerSecond, double bytesPerLine, String bytesPerLineBasis) {
  /** The example event of the article, as the JSON that Firehose gets. */
  public static final double ARTICLE_BYTES_PER_LINE = 255;

  /** Events per second. */
  double linesPerSecond() {
    return bytesPerSecond / bytesPerLine;
  }
}
