package dev.logproof.localaws.athena.hive;

import java.util.ArrayList;
import java.util.List;

/** Splits a Hive statement into tokens (Hive's LanguageManual). Confined to one thread. */
final class Tokenizer {
  private static final int OCTAL_DIGITS = 3;

  private final String sql;
  private int at;

  private Tokenizer(String sql) {
    this.sql = sql;
  }

  /** The last token is END; a trailing semicolon is skipped. */
  static List<Token> tokens(String sql) {
    Tokenizer tokenizer = new Tokenizer(sql);
    List<Token> tokens = new ArrayList<>();
    Token next = tokenizer.next();
    while (next.kind() != Token.TokenKind.END) {
      tokens.add(next);
      next = tokenizer.next();
    }
    if (!tokens.isEmpty() && tokens.get(tokens.size() - 1).is(";")) {
      tokens.remove(tokens.size() - 1);
    }
    tokens.add(next);
    return tokens;
  }

  private Token next() {
    skipBlank();
    int start = at;
    if (at == sql.length()) {
      return new Token(Token.TokenKind.END, "", start);
    }
    char first = sql.charAt(at);
    if (first == '`') {
      return new Token(Token.TokenKind.QUOTED, quoted('`', false), start);
    }
    if (first == '\'' || first == '"') {
      return new Token(Token.TokenKind.STRING, quoted(first, true), start);
    }
    if (isWord(first)) {
      while (at < sql.length() && isWord(sql.charAt(at))) {
        at++;
      }
      return new Token(Token.TokenKind.WORD, sql.substring(start, at), start);
    }
    at++;
    return new Token(Token.TokenKind.SIGN, String.valueOf(first), start);
  }

  private static boolean isWord(char letter) {
    return Character.isLetterOrDigit(letter) || letter == '_' || letter == '$';
  }

  private void skipBlank() {
    int before = -1;
    while (before != at) {
      before = at;
      while (at < sql.length() && Character.isWhitespace(sql.charAt(at))) {
        at++;
      }
      if (sql.startsWith("--", at)) {
        at = endOf("\n", 0);
      } else if (sql.startsWith("/*", at)) {
        at = endOf("*/", 2);
      }
    }
  }

  private int endOf(String mark, int length) {
    int end = sql.indexOf(mark, at);
    return end < 0 ? sql.length() : end + length;
  }

  private String quoted(char quote, boolean escapes) {
    int start = at++;
    StringBuilder text = new StringBuilder();
    while (at < sql.length()) {
      char letter = sql.charAt(at++);
      if (letter == quote) {
        if (at < sql.length() && sql.charAt(at) == quote) {
          at++;
          text.append(quote);
          continue;
        }
        return text.toString();
      }
      text.append(letter == '\\' && escapes && at < sql.length() ? escape() : letter);
    }
    throw new SyntaxException("the " + quote + " at offset " + start + " is never closed");
  }

  private char escape() {
    char letter = sql.charAt(at);
    if (isOctal(at) && isOctal(at + 1) && isOctal(at + 2)) {
      at += OCTAL_DIGITS;
      return (char) Integer.parseInt(sql.substring(at - OCTAL_DIGITS, at), 8);
    }
    at++;
    return switch (letter) {
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case '0' -> '\0';
      default -> letter;
    };
  }

  private boolean isOctal(int index) {
    return index < sql.length() && sql.charAt(index) >= '0' && sql.charAt(index) <= '7';
  }
}
