package dev.logproof.aggregator.config;

import dev.logproof.aggregator.ruby.TimeFormat;
import java.time.ZoneOffset;

/**
 * Fields that an output adds to each record, in this order; "" for a field that is not added.
 *
 * @param timeFormat of {@code STRING}
 */
public record InjectConfig(
    String hostnameKey,
    String hostname,
    String workerIdKey,
    String tagKey,
    String timeKey,
    TimeType timeType,
    TimeFormat timeFormat) {
  /** Adds nothing. */
  public static final InjectConfig NONE =
      new InjectConfig("", "", "", "", "", TimeType.STRING, TimeFormat.of("", ZoneOffset.UTC));

  /** Forms of the time. */
  public enum TimeType {
    FLOAT,
    UNIXTIME,
    UNIXTIME_MILLIS,
    UNIXTIME_MICROS,
    UNIXTIME_NANOS,
    STRING
  }

  /** Returns whether nothing is added. */
  public boolean isNone() {
    return hostnameKey.isEmpty() && workerIdKey.isEmpty() && tagKey.isEmpty() && timeKey.isEmpty();
  }
}
