package dev.logproof.localaws.athena.hive;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Translates Athena's Hive DDL for Trino; queries pass unchanged. Rejects other statements, since a
 * partially understood one is worse than an error. Stateless.
 */
public final class HiveStatements {
  private static final Set<String> QUERIES = Set.of("SELECT", "WITH", "VALUES", "TABLE", "EXPLAIN");
  private static final String SUPPORTED =
      "local-aws runs SELECT, WITH, VALUES, EXPLAIN, CREATE and DROP DATABASE, CREATE EXTERNAL"
          + " TABLE, DROP TABLE, CREATE and DROP VIEW, MSCK REPAIR TABLE, SHOW DATABASES, SHOW"
          + " TABLES and DESCRIBE";

  private HiveStatements() {}

  /** Statement types, which determine how results are presented. */
  public enum StatementKind {
    DDL,
    /** Queries; results start with column names. */
    DML,
    UTILITY
  }

  /** The statement for Trino. */
  public record Translation(StatementKind kind, String sql) {}

  /**
   * Translates {@code sql}; unqualified names use {@code database}.
   *
   * @throws SyntaxException when the statement cannot be translated
   */
  public static Translation translate(String sql, String database) {
    String first = firstWord(sql);
    if (QUERIES.contains(first)) {
      StatementKind kind = first.equals("EXPLAIN") ? StatementKind.UTILITY : StatementKind.DML;
      return new Translation(kind, withoutSemicolon(sql));
    }
    Tokens tokens = new Tokens(sql);
    return switch (first) {
      case "CREATE" -> new Translation(StatementKind.DDL, create(tokens, sql));
      case "DROP" -> new Translation(StatementKind.DDL, drop(tokens));
      case "MSCK" -> new Translation(StatementKind.DDL, repair(tokens, database));
      case "SHOW" -> new Translation(StatementKind.UTILITY, show(tokens));
      case "DESCRIBE", "DESC" -> new Translation(StatementKind.UTILITY, describe(tokens));
      default ->
          throw new SyntaxException(
              "mismatched input " + tokens.peek().shown() + " at the start: " + SUPPORTED);
    };
  }

  private static String firstWord(String sql) {
    try {
      return Tokenizer.tokens(sql).stream()
          .filter(token -> !token.is("("))
          .findFirst()
          .map(token -> token.text().toUpperCase(Locale.ROOT))
          .orElse("");
    } catch (SyntaxException e) {
      // Hive may not know a query's syntax; Trino reports errors.
      return sql.strip().split("[\\s(]+", 2)[0].toUpperCase(Locale.ROOT);
    }
  }

  private static String withoutSemicolon(String sql) {
    String text = sql.stripTrailing();
    return text.endsWith(";") ? text.substring(0, text.length() - 1) : text;
  }

  private static String create(Tokens tokens, String sql) {
    tokens.expect("CREATE");
    if (tokens.accept("DATABASE") || tokens.accept("SCHEMA")) {
      return createDatabase(tokens);
    }
    if (tokens.accept("EXTERNAL", "TABLE")) {
      return CreateTable.translate(tokens);
    }
    if (tokens.accept("VIEW") || tokens.accept("OR", "REPLACE", "VIEW")) {
      return withoutSemicolon(sql);
    }
    throw tokens.unexpected("DATABASE, EXTERNAL TABLE or VIEW");
  }

  private static String createDatabase(Tokens tokens) {
    boolean ifAbsent = tokens.accept("IF", "NOT", "EXISTS");
    String name = TrinoText.name(tokens.name());
    if (tokens.accept("COMMENT")) {
      tokens.string();
    }
    Optional<String> location =
        tokens.accept("LOCATION") ? Optional.of(tokens.string()) : Optional.empty();
    tokens.expectEnd();
    return "CREATE SCHEMA "
        + (ifAbsent ? "IF NOT EXISTS " : "")
        + name
        + location.map(place -> " WITH (location = " + TrinoText.text(place) + ")").orElse("");
  }

  private static String drop(Tokens tokens) {
    tokens.expect("DROP");
    boolean database = tokens.accept("DATABASE") || tokens.accept("SCHEMA");
    String what = database ? "SCHEMA" : tokens.accept("VIEW") ? "VIEW" : "TABLE";
    if (what.equals("TABLE")) {
      tokens.expect("TABLE");
    }
    boolean ifThere = tokens.accept("IF", "EXISTS");
    String name = qualifiedName(tokens);
    boolean cascade = database && tokens.accept("CASCADE");
    tokens.expectEnd();
    return "DROP " + what + (ifThere ? " IF EXISTS " : " ") + name + (cascade ? " CASCADE" : "");
  }

  private static String repair(Tokens tokens, String database) {
    tokens.expect("MSCK", "REPAIR", "TABLE");
    String first = tokens.name();
    boolean qualified = tokens.accept(".");
    String table = qualified ? tokens.name() : first;
    tokens.expectEnd();
    return "CALL system.sync_partition_metadata("
        + TrinoText.text(qualified ? first : database)
        + ", "
        + TrinoText.text(table)
        + ", 'ADD')";
  }

  private static String show(Tokens tokens) {
    tokens.expect("SHOW");
    if (tokens.accept("DATABASES") || tokens.accept("SCHEMAS")) {
      return "SHOW SCHEMAS" + like(tokens);
    }
    tokens.expect("TABLES");
    boolean named = tokens.accept("IN") || tokens.accept("FROM");
    String from = named ? " FROM " + TrinoText.name(tokens.name()) : "";
    return "SHOW TABLES" + from + like(tokens);
  }

  private static String like(Tokens tokens) {
    tokens.accept("LIKE");
    if (tokens.peek().kind() != Token.TokenKind.STRING) {
      tokens.expectEnd();
      return "";
    }
    String pattern = tokens.string().replace("_", "\\_").replace("*", "%");
    tokens.expectEnd();
    return " LIKE " + TrinoText.text(pattern) + " ESCAPE '\\'";
  }

  private static String describe(Tokens tokens) {
    if (!tokens.accept("DESCRIBE")) {
      tokens.expect("DESC");
    }
    String name = qualifiedName(tokens);
    tokens.expectEnd();
    return "DESCRIBE " + name;
  }

  static String qualifiedName(Tokens tokens) {
    String first = TrinoText.name(tokens.name());
    return tokens.accept(".") ? first + "." + TrinoText.name(tokens.name()) : first;
  }
}
