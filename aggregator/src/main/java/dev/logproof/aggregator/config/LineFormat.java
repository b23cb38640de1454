package dev.logproof.aggregator.config;

import dev.logproof.aggregator.ruby.TimeFormat;
import java.time.ZoneId;

/**
 * The {@code <format>} of lines in a file.
 *
 * @param inject fields to add to the record
 */
public record LineFormat(Head head, RecordFormat record, InjectConfig inject) {
  /** Time, tag and record, separated by tabs. */
  public static final LineFormat OUT_FILE =
      new LineFormat(
          new Head(true, true, "\t", TimeFormat.iso8601(ZoneId.systemDefault(), false)),
          RecordFormat.JSON,
          InjectConfig.NONE);

  /**
   * Time and tag before the record.
   *
   * @param delimiter follows the time and the tag
   */
  public record Head(boolean time, boolean tag, String delimiter, TimeFormat timeFormat) {
    /** Nothing. */
    static final Head NONE =
        new Head(false, false, "", TimeFormat.iso8601(ZoneId.systemDefault(), false));
  }

  /** Returns this format with fields added to the record. */
  LineFormat with(InjectConfig fields) {
    return new LineFormat(head, record, fields);
  }
}
