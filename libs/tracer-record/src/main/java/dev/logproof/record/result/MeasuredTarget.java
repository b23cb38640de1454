package dev.logproof.record.result;

/**
 * An aggregator under test.
 *
 * @param name unique in its run, such as {@code ours} or {@code fluent-bit}
 * @param kind {@code ours}, {@code fluentd}, {@code fluent-bit}, {@code vector}, {@code command} or
 *     {@code address}
 * @param command how its tasks are started, or the addresses that were given
 * @param version as the program prints it; empty when unknown
 */
public record MeasuredTarget(String name, String kind, String command, String version) {
  /** Name of logproof's own aggregator. */
  public static final String OURS = "ours";
}
