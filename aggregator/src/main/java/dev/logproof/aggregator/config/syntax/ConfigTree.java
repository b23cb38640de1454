package dev.logproof.aggregator.config.syntax;

import java.util.List;

/**
 * A configuration with its includes expanded.
 *
 * @param errors values that cannot be read; they are empty in the tree
 */
public record ConfigTree(Section root, List<Note> notes, List<Note> errors) {
  /** Copies the notes and errors. */
  public ConfigTree {
    notes = List.copyOf(notes);
    errors = List.copyOf(errors);
  }

  /** A remark for the user. */
  public record Note(SourceLocation place, String message) {}
}
