package dev.logproof.aggregator.config.syntax;

/**
 * The text of one file and the current position; handles lines, white space and comments. Not
 * thread-safe.
 */
final class SourceText {
  private final String file;
  private final String text;
  private int at;
  private int line = 1;

  SourceText(String file, String text) {
    this.file = file;
    this.text = text.replace("\r\n", "\n").replace('\r', '\n');
  }

  SourceLocation place() {
    return new SourceLocation(file, line);
  }

  SyntaxException error(String message) {
    return new SyntaxException(place(), message);
  }

  boolean atEnd() {
    return at == text.length();
  }

  /** Returns a line feed at the end of the file. */
  char peek() {
    return atEnd() ? '\n' : text.charAt(at);
  }

  boolean startsWith(String prefix) {
    return text.startsWith(prefix, at);
  }

  char take() {
    char taken = text.charAt(at++);
    if (taken == '\n') {
      line++;
    }
    return taken;
  }

  boolean skip(String prefix) {
    if (!startsWith(prefix)) {
      return false;
    }
    at += prefix.length();
    return true;
  }

  void skipBlanks() {
    while (!atEnd() && isBlank(peek())) {
      take();
    }
  }

  void skipSpaceAndComments() {
    while (!atEnd() && (Character.isWhitespace(peek()) || peek() == '#')) {
      if (peek() == '#') {
        skipRestOfLine();
      } else {
        take();
      }
    }
  }

  void skipRestOfLine() {
    while (peek() != '\n') {
      take();
    }
  }

  /** Ignores blanks and a comment. */
  boolean atLineEnd() {
    int next = at;
    while (next < text.length() && isBlank(text.charAt(next))) {
      next++;
    }
    return next == text.length() || text.charAt(next) == '\n' || isComment(next);
  }

  /**
   * A comment starts only after white space or at the start of a line. Embedded code is not a
   * comment, so that it can be reported.
   */
  private boolean isComment(int index) {
    return text.charAt(index) == '#'
        && !text.startsWith("#{", index)
        && (index == 0 || Character.isWhitespace(text.charAt(index - 1)));
  }

  void expectLineEnd(String after) {
    if (!atLineEnd()) {
      throw error("unexpected text after " + after + ": expected the end of the line");
    }
    skipRestOfLine();
    if (!atEnd()) {
      take();
    }
  }

  String word() {
    int start = at;
    while (!atEnd() && (Character.isLetterOrDigit(peek()) || peek() == '_')) {
      take();
    }
    return text.substring(start, at);
  }

  private static boolean isBlank(char character) {
    return character == ' ' || character == '\t';
  }
}
