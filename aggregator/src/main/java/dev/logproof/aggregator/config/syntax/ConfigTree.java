package dev.logproof.aggregator.config.syntax;

import java.util.List;

/** A configuration with its includes expanded. */
public record ConfigTree(Section root, List<Note> notes) {
  /** Copies the notes. */
  public ConfigTree {
    notes = List.copyOf(notes);
  }

  /** A remark for the user. */
  public record Note(SourceLocation place, String message) {}
}
