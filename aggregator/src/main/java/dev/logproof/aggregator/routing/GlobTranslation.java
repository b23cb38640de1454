package dev.logproof.aggregator.routing;

/**
 * Translates one glob to an anchored regular expression, with the semantics of Fluentd's matcher. A
 * dot before {@code **} belongs to it: {@code a.**} matches {@code a}. The dot after it is optional
 * at the start: {@code **.a} matches {@code a}. Single-use; not thread-safe.
 */
final class GlobTranslation {
  private static final int MAX_OPEN_BRACES = 32;

  private final String glob;
  private final StringBuilder regex = new StringBuilder("\\A");
  private int at;
  private int openBraces;
  private boolean dotPending;

  GlobTranslation(String glob) {
    this.glob = glob;
  }

  String regex() {
    while (at < glob.length()) {
      if (glob.startsWith("**", at)) {
        anyParts();
      } else {
        writePendingDot();
        one(glob.charAt(at++));
      }
    }
    if (openBraces > 0) {
      throw new IllegalArgumentException("a { without a } in " + glob);
    }
    if (dotPending) {
      throw new IllegalArgumentException(glob + " ends in a dot: a tag part is missing after it");
    }
    return regex.append("\\z").toString();
  }

  private void anyParts() {
    if (dotPending) {
      regex.append("(?![^.])");
      dotPending = false;
    }
    if (glob.startsWith("**.", at)) {
      regex.append("(?:.*\\.|\\A)");
      at += 3;
    } else {
      regex.append(".*");
      at += 2;
    }
  }

  private void writePendingDot() {
    if (dotPending) {
      regex.append("\\.");
      dotPending = false;
    }
  }

  private void one(char character) {
    switch (character) {
      case '.' -> dotPending = true;
      case '*' -> regex.append("[^.]*");
      case '\\' -> escaped();
      case '{' -> openBrace();
      case '}' -> closeBrace();
      case ',' -> regex.append(openBraces > 0 ? "|" : ",");
      default -> literal(character);
    }
  }

  private void openBrace() {
    if (openBraces == MAX_OPEN_BRACES) {
      throw new IllegalArgumentException("braces nested more than " + MAX_OPEN_BRACES + " deep");
    }
    openBraces++;
    regex.append("(?:");
  }

  private void closeBrace() {
    if (openBraces == 0) {
      throw new IllegalArgumentException("a } without a { in " + glob);
    }
    openBraces--;
    regex.append(')');
  }

  private void escaped() {
    if (at == glob.length()) {
      throw new IllegalArgumentException(glob + " ends in a backslash");
    }
    literal(glob.charAt(at++));
  }

  private void literal(char character) {
    if (character < 0x80 && !Character.isLetterOrDigit(character)) {
      regex.append("\\");
    }
    regex.append(character);
  }
}
