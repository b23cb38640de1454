package dev.logproof.localaws.athena.hive;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Formats names, strings and types for Trino. Stateless. */
final class TrinoText {
  private static final int LAST_PLAIN = 0x7e;

  private TrinoText() {}

  static String name(String name) {
    return '"' + name.toLowerCase(Locale.ROOT).replace("\"", "\"\"") + '"';
  }

  /** Uses Unicode escapes for non-printable or non-ASCII text. */
  static String text(String text) {
    String quoted = text.replace("'", "''");
    if (text.chars().allMatch(letter -> letter >= ' ' && letter <= LAST_PLAIN)) {
      return "'" + quoted + "'";
    }
    return "U&'"
        + quoted.codePoints().mapToObj(TrinoText::escaped).collect(Collectors.joining())
        + "'";
  }

  private static String escaped(int letter) {
    if (letter == '\\') {
      return "\\\\";
    }
    return letter >= ' ' && letter <= LAST_PLAIN
        ? Character.toString(letter)
        : String.format(Locale.ROOT, "\\+%06X", letter);
  }

  static String array(List<String> texts) {
    return texts.stream().map(TrinoText::text).collect(Collectors.joining(", ", "ARRAY[", "]"));
  }

  /** Translates a Hive type (LanguageManual, "Types"). */
  static String type(Tokens tokens) {
    String name = tokens.name().toLowerCase(Locale.ROOT);
    return switch (name) {
      case "string" -> "varchar";
      case "int" -> "integer";
      case "float" -> "real";
      case "binary" -> "varbinary";
      case "timestamp" -> "timestamp(3)";
      case "tinyint", "smallint", "integer", "bigint", "boolean", "double", "date" -> name;
      case "decimal", "char", "varchar" -> name + arguments(tokens);
      case "array" -> "array(" + inner(tokens, 1) + ")";
      case "map" -> "map(" + inner(tokens, 2) + ")";
      case "struct" -> "row(" + fields(tokens) + ")";
      default ->
          throw new SyntaxException(
              "'" + name + "' is not a type of Athena's, such as string, bigint or struct<a:int>");
    };
  }

  private static String arguments(Tokens tokens) {
    if (!tokens.accept("(")) {
      return "";
    }
    StringBuilder arguments = new StringBuilder("(").append(tokens.name());
    while (tokens.accept(",")) {
      arguments.append(", ").append(tokens.name());
    }
    tokens.expect(")");
    return arguments.append(')').toString();
  }

  private static String inner(Tokens tokens, int types) {
    tokens.expect("<");
    StringBuilder inner = new StringBuilder(type(tokens));
    for (int i = 1; i < types; i++) {
      tokens.expect(",");
      inner.append(", ").append(type(tokens));
    }
    tokens.expect(">");
    return inner.toString();
  }

  private static String fields(Tokens tokens) {
    StringBuilder fields = new StringBuilder();
    tokens.expect("<");
    do {
      fields.append(fields.isEmpty() ? "" : ", ").append(name(tokens.name())).append(' ');
      tokens.expect(":");
      fields.append(type(tokens));
    } while (tokens.accept(","));
    tokens.expect(">");
    return fields.toString();
  }
}
