package dev.logproof.aggregator.ruby;

import java.util.List;

/** A value computed from an event: the values of {@code ${…}} in {@code <record>}. */
public sealed interface Expression {
  /** {@code nil}, and every placeholder that Fluentd does not know. */
  record Nil() implements Expression {}

  /** {@code true} or {@code false}. */
  record Bool(boolean value) implements Expression {}

  /** An integer. */
  record Whole(long value) implements Expression {}

  /** A number with a fraction. */
  record Decimal(double value) implements Expression {}

  /** A text. */
  record Text(String text) implements Expression {}

  /** The tag. */
  record Tag() implements Expression {}

  /** One part of the tag; negative numbers count from the end. */
  record TagPart(int number) implements Expression {}

  /** The first parts of the tag, up to and including one. */
  record TagPrefix(int number) implements Expression {}

  /** The last parts of the tag, from one on. */
  record TagSuffix(int number) implements Expression {}

  /** The event's time as text. */
  record Time(TimeFormat format) implements Expression {}

  /** The event's time in whole seconds. */
  record EpochSeconds() implements Expression {}

  /** The event's time in seconds with a fraction. */
  record EpochFloat() implements Expression {}

  /** The whole record. */
  record WholeRecord() implements Expression {}

  /**
   * A field of the record, nil when it is missing.
   *
   * @param failsOnNil whether a step from nil is an error, as it is in Ruby without {@code dig}
   */
  record Field(FieldPath path, boolean failsOnNil) implements Expression {}

  /** The first value that is neither nil nor false; the last value when there is none. */
  record Or(List<Expression> choices) implements Expression {
    /** Copies the list. */
    public Or {
      choices = List.copyOf(choices);
    }
  }

  /** A value as Ruby's {@code to_s} writes it. */
  record AsText(Expression of) implements Expression {}

  /** A value as JSON. */
  record AsJson(Expression of) implements Expression {}

  /** Texts one behind the other. */
  record Joined(List<Expression> parts) implements Expression {
    /** Copies the list. */
    public Joined {
      parts = List.copyOf(parts);
    }
  }
}
