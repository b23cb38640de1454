package dev.logproof.localaws.athena.hive;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A cursor over tokens. Confined to one thread. */
final class Tokens {
  private final List<Token> tokens;
  private int at;

  Tokens(String sql) {
    this.tokens = Tokenizer.tokens(sql);
  }

  Token peek() {
    return tokens.get(at);
  }

  boolean accept(String... words) {
    if (at + words.length >= tokens.size()) {
      return false;
    }
    for (int i = 0; i < words.length; i++) {
      if (!tokens.get(at + i).is(words[i])) {
        return false;
      }
    }
    at += words.length;
    return true;
  }

  void expect(String... words) {
    for (String word : words) {
      if (!accept(word)) {
        throw unexpected(word);
      }
    }
  }

  void expectEnd() {
    if (peek().kind() != Token.TokenKind.END) {
      throw unexpected("the end of the statement");
    }
  }

  String name() {
    if (!peek().isName()) {
      throw unexpected("a name");
    }
    return tokens.get(at++).text();
  }

  String string() {
    if (peek().kind() != Token.TokenKind.STRING) {
      throw unexpected("a text in quotes");
    }
    return tokens.get(at++).text();
  }

  /** Parses {@code ('key' = 'value', ...)}. */
  Map<String, String> properties() {
    Map<String, String> properties = new LinkedHashMap<>();
    expect("(");
    do {
      String key = string();
      expect("=");
      properties.put(key, string());
    } while (accept(","));
    expect(")");
    return properties;
  }

  SyntaxException unexpected(String expected) {
    return new SyntaxException(
        "mismatched input "
            + peek().shown()
            + " at offset "
            + peek().offset()
            + ": expected "
            + expected);
  }
}
