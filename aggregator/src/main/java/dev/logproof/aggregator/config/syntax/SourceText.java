package dev.logproof.aggregator.config.syntax;

/**
 * The text of one file and how far it is read. Knows lines, white space and comments; nothing of
 * values. One thread.
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

  /** The next character; a line feed at the end of the file. */
  char peek() {
    return atEnd() ? '\n' : text.charAt(at);
  }

  boolean startsWith(String prefix) {
    return text.startsWith(prefix, at);
  }

  /** Takes one character. */
  char take() {
    char taken = text.charAt(at++);
    if (taken == '\n') {
      line++;
    }
    return taken;
  }

  /** Takes {@code prefix} when it is next. */
  boolean skip(String prefix) {
    if (!startsWith(prefix)) {
      return false;
    }
    at += prefix.length();
    return true;
  }

  /** Takes blanks of this line. */
  void skipBlanks() {
    while (!atEnd() && isBlank(peek())) {
      take();
    }
  }

  /** Takes white space, empty lines and comments. */
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

  /** True when blanks, perhaps a comment, and the end of the line come next. */
  boolean atLineEnd() {
    int next = at;
    while (next < text.length() && isBlank(text.charAt(next))) {
      next++;
    }
    return next == text.length() || text.charAt(next) == '\n' || isComment(next);
  }

  /**
   * A comment starts after white space or at the start of a line only. Embedded code outside quotes
   * is not taken for one, so that it can be reported.
   */
  private boolean isComment(int index) {
    return text.charAt(index) == '#'
        && !text.startsWith("#{", index)
        && (index == 0 || Character.isWhitespace(text.charAt(index - 1)));
  }

  /** Takes the end of this line. */
  void expectLineEnd(String after) {
    if (!atLineEnd()) {
      throw error("unexpected text after " + after + ": expected the end of the line");
    }
    skipRestOfLine();
    if (!atEnd()) {
      take();
    }
  }

  /** Takes letters, digits and underscores. */
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
