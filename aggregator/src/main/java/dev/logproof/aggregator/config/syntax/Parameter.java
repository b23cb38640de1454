package dev.logproof.aggregator.config.syntax;

/** A line {@code name value} of a section; the value is "" if missing. */
public record Parameter(String name, String value, SourceLocation place) {}
