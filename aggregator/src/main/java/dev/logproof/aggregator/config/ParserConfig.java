package dev.logproof.aggregator.config;

import dev.logproof.aggregator.ruby.RubyRegexp;
import dev.logproof.aggregator.ruby.TimeParser;
import java.util.List;
import java.util.Map;

/** The {@code <parse>} of a filter. */
public sealed interface ParserConfig {
  /** Returns what applies to the fields found. */
  FieldRules rules();

  /**
   * Treatment of the fields found.
   *
   * @param timeKey field with the time; "" for none
   * @param timeOfReceipt gives an event without that field the current time
   * @param nullPattern at most one: values that are nil
   */
  record FieldRules(
      String timeKey,
      boolean keepTimeKey,
      TimeRule time,
      boolean timeOfReceipt,
      Map<String, ValueType> types,
      List<RubyRegexp> nullPattern,
      boolean nullEmptyString) {
    /** Copies the collections. */
    public FieldRules {
      types = Map.copyOf(types);
      nullPattern = List.copyOf(nullPattern);
    }
  }

  /** How a field gives the time. */
  sealed interface TimeRule {}

  /** Seconds with a fraction. */
  record FloatTime() implements TimeRule {}

  /** Seconds since the epoch, without a fraction. */
  record UnixTime() implements TimeRule {}

  /** A text in one of several formats, tried in this order. */
  record TextTime(List<TimeParser> formats) implements TimeRule {
    /** Copies the list. */
    public TextTime {
      formats = List.copyOf(formats);
    }
  }

  /** Conversion of a text. */
  sealed interface ValueType {}

  /** Conversions without options. */
  enum Plain implements ValueType {
    STRING,
    INTEGER,
    FLOAT,
    BOOL
  }

  /** Split at a delimiter. */
  record ArrayOf(String delimiter) implements ValueType {}

  /** A JSON object. */
  record Json(FieldRules rules) implements ParserConfig {}

  /** The named groups of an expression. */
  record Regexp(FieldRules rules, RubyRegexp expression) implements ParserConfig {}

  /** Apache's combined format, with {@code -} as nil. */
  record Apache2(FieldRules rules, RubyRegexp expression, TimeParser time)
      implements ParserConfig {}

  /** The whole text in one field. */
  record None(FieldRules rules, String messageKey) implements ParserConfig {}

  /**
   * Labeled values.
   *
   * @param delimiterPattern at most one, in place of {@code delimiter}
   */
  record Ltsv(
      FieldRules rules, String delimiter, List<RubyRegexp> delimiterPattern, String labelDelimiter)
      implements ParserConfig {
    /** Copies the list. */
    public Ltsv {
      delimiterPattern = List.copyOf(delimiterPattern);
    }
  }

  /** One line of separated values. */
  record Csv(FieldRules rules, List<String> keys, String delimiter) implements ParserConfig {
    /** Copies the list. */
    public Csv {
      keys = List.copyOf(keys);
    }
  }
}
