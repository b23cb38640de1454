package dev.logproof.reports.page;

import java.util.List;

/** A section of the page. */
record Section(String id, String title, List<Block> blocks) {
  /** Copies the list. */
  Section {
    blocks = List.copyOf(blocks);
  }

  /** Whether the section only says that there is nothing. */
  boolean holdsNothing() {
    return blocks.size() == 1 && blocks.get(0) instanceof Block.Missing;
  }

  String whatIsMissing() {
    return blocks.get(0) instanceof Block.Missing missing
        ? title + ": " + missing.missing()
        : title;
  }
}
