package dev.logproof.aggregator.config.syntax;

import java.util.List;

/** A configuration with its includes in place. */
public record ConfigTree(Section root, List<Note> notes) {
  /** Keeps copies that nobody can change. */
  public ConfigTree {
    notes = List.copyOf(notes);
  }

  /** Something the user may want to know about the text. */
  public record Note(SourceLocation place, String message) {}
}
