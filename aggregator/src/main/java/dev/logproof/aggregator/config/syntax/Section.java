package dev.logproof.aggregator.config.syntax;

import java.util.List;

/**
 * A section {@code <name argument> … </name>}; the file itself is a section without a name.
 *
 * @param argument "" for none
 * @param parameters in file order; a name may occur more than once
 */
public record Section(
    String name,
    String argument,
    SourceLocation place,
    List<Parameter> parameters,
    List<Section> sections) {
  /** Copies the lists. */
  public Section {
    parameters = List.copyOf(parameters);
    sections = List.copyOf(sections);
  }
}
