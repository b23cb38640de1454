package dev.logproof.aggregator.config;

import java.util.List;

/** Form of a record that is neither JSON nor a single field. */
public sealed interface TextFormat {
  /** The record is JSON, or a single field. */
  TextFormat NONE = new None();

  /** Has no settings. */
  record None() implements TextFormat {}

  /** {@code label:value} pairs. */
  record Ltsv(String delimiter, String labelDelimiter, String replacement) implements TextFormat {}

  /** Values of fields in quotes. */
  record Csv(String delimiter, boolean forceQuotes, List<String> fields) implements TextFormat {
    /** Copies the list. */
    public Csv {
      fields = List.copyOf(fields);
    }
  }

  /** Ruby's text of a hash. */
  record RubyHash() implements TextFormat {}
}
