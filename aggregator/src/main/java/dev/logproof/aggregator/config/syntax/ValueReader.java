package dev.logproof.aggregator.config.syntax;

import java.util.Optional;

/**
 * Reads one value: {@code "…"} with escapes and embedded code, {@code '…'}, JSON, or the rest of
 * the line. Not thread-safe.
 */
record ValueReader(SourceText source, EmbeddedCode embedded) {
  /** Returns empty when embedded code makes the parameter count as absent. */
  Optional<String> value() {
    return switch (source.peek()) {
      case '"' -> doubleQuoted();
      case '\'' -> Optional.of(singleQuoted());
      case '[', '{' -> Optional.of(new JsonExtent(source).read());
      default -> Optional.of(unquoted('\n'));
    };
  }

  String argument() {
    return switch (source.peek()) {
      case '"' ->
          doubleQuoted()
              .orElseThrow(() -> source.error("use_default and use_nil cannot be used here"));
      case '\'' -> singleQuoted();
      default -> unquoted('>').strip();
    };
  }

  private Optional<String> doubleQuoted() {
    SourceLocation start = source.place();
    source.take();
    StringBuilder text = new StringBuilder();
    boolean absent = false;
    while (!source.skip("\"")) {
      requireMore(start);
      if (source.skip("#{")) {
        Optional<String> value = embedded.evaluate(code(start), source.place());
        value.ifPresent(text::append);
        absent |= value.isEmpty();
      } else if (source.skip("\\")) {
        requireMore(start);
        escape(text);
      } else {
        text.append(source.take());
      }
    }
    return absent ? Optional.empty() : Optional.of(text.toString());
  }

  private String code(SourceLocation start) {
    StringBuilder code = new StringBuilder();
    char quote = 0;
    int blocks = 0;
    while (quote != 0 || blocks > 0 || source.peek() != '}') {
      requireMore(start);
      char next = source.take();
      if (quote == 0 && (next == '\'' || next == '"')) {
        quote = next;
      } else if (next == quote) {
        quote = 0;
      } else if (quote == 0) {
        blocks += next == '{' ? 1 : next == '}' ? -1 : 0;
      }
      code.append(next);
    }
    source.take();
    return code.toString();
  }

  private void escape(StringBuilder text) {
    char escaped = source.take();
    switch (escaped) {
      case 'n' -> text.append('\n');
      case 'r' -> text.append('\r');
      case 't' -> text.append('\t');
      case 'f' -> text.append('\f');
      case 'b' -> text.append('\b');
      case '0' -> text.append('\0');
      case '\n' -> {}
      default -> {
        if (Character.isLetterOrDigit(escaped)) {
          throw source.error(
              "unknown escape \\"
                  + escaped
                  + " in a double-quoted value: write \\\\"
                  + escaped
                  + " for a backslash, or use single quotes");
        }
        text.append(escaped);
      }
    }
  }

  private String singleQuoted() {
    SourceLocation start = source.place();
    source.take();
    StringBuilder text = new StringBuilder();
    while (!source.skip("'")) {
      requireMore(start);
      if (source.startsWith("\\'") || source.startsWith("\\\\")) {
        source.take();
      }
      text.append(source.take());
    }
    return text.toString();
  }

  private String unquoted(char boundary) {
    StringBuilder text = new StringBuilder();
    while (!source.atLineEnd() && source.peek() != boundary) {
      if (source.startsWith("#{")) {
        throw source.error(
            "embedded Ruby works in double quotes only: write \"#{…}\", or '…' for literal text");
      }
      text.append(source.take());
    }
    return text.toString();
  }

  private void requireMore(SourceLocation start) {
    if (source.atEnd()) {
      throw new SyntaxException(start, "the quote that opens here is never closed");
    }
  }
}
