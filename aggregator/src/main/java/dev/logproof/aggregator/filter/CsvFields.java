package dev.logproof.aggregator.filter;

import java.util.ArrayList;
import java.util.List;

/** Fields of one line of separated values, quoted as in RFC 4180. Confined to one event loop. */
final class CsvFields implements TextParsers.Fields {
  private static final String NIL = "\0nil";

  private final List<FieldName> keys;
  private final String delimiter;

  CsvFields(List<String> keys, String delimiter) {
    this.keys = TextParsers.names(keys);
    this.delimiter = delimiter;
  }

  @Override
  public boolean parse(EventInWork event, String text) {
    if (text.isEmpty()) {
      return false;
    }
    List<String> values = line(text);
    for (int i = 0; i < keys.size(); i++) {
      if (i < values.size() && !values.get(i).equals(NIL)) {
        TextParsers.add(event, keys.get(i), values.get(i));
      } else {
        TextParsers.addNil(event, keys.get(i));
      }
    }
    return true;
  }

  /** An empty value without quotes is nil. */
  private List<String> line(String text) {
    List<String> values = new ArrayList<>();
    int at = 0;
    while (true) {
      StringBuilder value = new StringBuilder();
      boolean quoted = text.startsWith("\"", at);
      at = quoted ? quoted(text, at + 1, value) : plain(text, at, value);
      values.add(value.length() == 0 && !quoted ? NIL : value.toString());
      if (!text.startsWith(delimiter, at)) {
        checkEnd(text, at);
        return values;
      }
      at += delimiter.length();
    }
  }

  private int plain(String text, int from, StringBuilder value) {
    int at = from;
    while (at < text.length() && !text.startsWith(delimiter, at) && !isLineEnd(text.charAt(at))) {
      if (text.charAt(at) == '"') {
        throw new FilterFailedException("parse failed: a quote inside a value without quotes");
      }
      value.append(text.charAt(at++));
    }
    return at;
  }

  private static int quoted(String text, int from, StringBuilder value) {
    int at = from;
    while (at < text.length()) {
      if (text.charAt(at) != '"') {
        value.append(text.charAt(at++));
      } else if (text.startsWith("\"\"", at)) {
        value.append('"');
        at += 2;
      } else {
        return at + 1;
      }
    }
    throw new FilterFailedException("parse failed: an unclosed quote");
  }

  private static boolean isLineEnd(char letter) {
    return letter == '\n' || letter == '\r';
  }

  private static void checkEnd(String text, int at) {
    if (at < text.length() && !isLineEnd(text.charAt(at))) {
      throw new FilterFailedException("parse failed: text behind a closing quote");
    }
  }
}
