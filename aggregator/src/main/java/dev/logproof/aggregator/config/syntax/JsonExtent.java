package dev.logproof.aggregator.config.syntax;

/**
 * Extracts a JSON array or object without comments. The caller validates the content. Not
 * thread-safe.
 */
final class JsonExtent {
  private static final int MAX_DEPTH = 64;

  private final SourceText source;
  private final StringBuilder json = new StringBuilder();
  private final StringBuilder closers = new StringBuilder();

  JsonExtent(SourceText source) {
    this.source = source;
  }

  String read() {
    SourceLocation start = source.place();
    do {
      if (source.atEnd()) {
        throw new SyntaxException(start, "the JSON value that opens here is never closed");
      }
      one(source.take(), start);
    } while (!closers.isEmpty());
    return json.toString();
  }

  private void one(char next, SourceLocation start) {
    switch (next) {
      case '#' -> source.skipRestOfLine();
      case '[' -> open(next, ']');
      case '{' -> open(next, '}');
      case ']', '}' -> close(next);
      case '"' -> text(start);
      default -> json.append(next);
    }
  }

  private void open(char opener, char closer) {
    if (closers.length() == MAX_DEPTH) {
      throw source.error("JSON nested more than " + MAX_DEPTH + " deep");
    }
    json.append(opener);
    closers.append(closer);
  }

  private void close(char closer) {
    int last = closers.length() - 1;
    if (closers.charAt(last) != closer) {
      throw source.error("expected " + closers.charAt(last) + " but found " + closer);
    }
    closers.setLength(last);
    json.append(closer);
  }

  private void text(SourceLocation start) {
    json.append('"');
    while (true) {
      if (source.atEnd()) {
        throw new SyntaxException(start, "the JSON value that opens here is never closed");
      }
      char next = source.take();
      json.append(next);
      if (next == '"') {
        return;
      }
      if (next == '\\' && !source.atEnd()) {
        json.append(source.take());
      }
    }
  }
}
