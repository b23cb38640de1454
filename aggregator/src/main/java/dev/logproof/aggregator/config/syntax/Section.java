package dev.logproof.aggregator.config.syntax;

import java.util.List;

/**
 * {@code <name argument> … </name>}; the file itself is a section without name.
 *
 * @param argument "" when there is none
 * @param parameters in file order; a name may occur more than once
 */
public record Section(
    String name,
    String argument,
    SourceLocation place,
    List<Parameter> parameters,
    List<Section> sections) {
  /** Keeps copies that nobody can change. */
  public Section {
    parameters = List.copyOf(parameters);
    sections = List.copyOf(sections);
  }
}
