package dev.logproof.reports.capacity;

/**
 * Size of one task.
 *
 * @param bufferBytes limit of the buffer of one output
 */
public record TaskSize(double vcpus, double memoryBytes, double bufferBytes) {
  /** vCPUs of the article's task. */
  public static final double ARTICLE_VCPUS = 4;
}
