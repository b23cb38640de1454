package dev.logproof.localaws.athena.hive;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Translates Hive's {@code ROW FORMAT} and {@code STORED AS} to Trino's format and properties,
 * whose values are SQL expressions.
 */
record TableFormat(String format, Map<String, String> properties) {
  private static final Set<String> COLUMNAR = Set.of("PARQUET", "ORC", "AVRO");

  /** Formats by SerDe class (Athena's guide, "Supported SerDes"). */
  private static final Map<String, String> SERDES =
      Map.of(
          "org.openx.data.jsonserde.JsonSerDe", "OPENX_JSON",
          "org.apache.hive.hcatalog.data.JsonSerDe", "JSON",
          "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe", "TEXTFILE",
          "org.apache.hadoop.hive.serde2.OpenCSVSerde", "CSV",
          "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe", "PARQUET",
          "org.apache.hadoop.hive.ql.io.orc.OrcSerde", "ORC");

  /** All clauses are optional. */
  static TableFormat parse(Tokens tokens) {
    Map<String, String> properties = new LinkedHashMap<>();
    Optional<String> format = Optional.empty();
    if (tokens.accept("ROW", "FORMAT", "SERDE")) {
      format = Optional.of(serde(tokens.string()));
      if (tokens.accept("WITH", "SERDEPROPERTIES")) {
        serdeProperties(tokens.properties(), properties);
      }
    } else if (tokens.accept("ROW", "FORMAT", "DELIMITED")) {
      delimited(tokens, properties);
    } else if (tokens.accept("ROW")) {
      throw tokens.unexpected("FORMAT SERDE '...' or FORMAT DELIMITED");
    }
    Optional<String> stored = stored(tokens);
    return new TableFormat(
        format.or(() -> stored.filter(COLUMNAR::contains)).orElse("TEXTFILE"), properties);
  }

  private static String serde(String name) {
    return Optional.ofNullable(SERDES.get(name))
        .orElseThrow(
            () ->
                new SyntaxException(
                    "SerDe '"
                        + name
                        + "' is not one of local-aws's: "
                        + String.join(", ", SERDES.keySet().stream().sorted().toList())));
  }

  private static void serdeProperties(Map<String, String> given, Map<String, String> properties) {
    given.forEach(
        (key, value) -> {
          switch (key) {
            case "field.delim" -> separator(value, properties);
            case "separatorChar" -> properties.put("csv_separator", TrinoText.text(value));
            case "quoteChar" -> properties.put("csv_quote", TrinoText.text(value));
            case "escapeChar" -> properties.put("csv_escape", TrinoText.text(value));
            case "serialization.format", "ignore.malformed.json", "line.delim" -> {}
            default ->
                throw new SyntaxException("SerDe property '" + key + "' is not one of local-aws's");
          }
        });
  }

  private static void separator(String value, Map<String, String> properties) {
    properties.put("textfile_field_separator", TrinoText.text(value));
  }

  private static void delimited(Tokens tokens, Map<String, String> properties) {
    while (true) {
      if (tokens.accept("FIELDS", "TERMINATED", "BY")) {
        separator(tokens.string(), properties);
        if (tokens.accept("ESCAPED", "BY")) {
          properties.put("textfile_field_separator_escape", TrinoText.text(tokens.string()));
        }
      } else if (tokens.accept("LINES", "TERMINATED", "BY")) {
        requireNewline(tokens.string());
      } else if (tokens.accept("NULL", "DEFINED", "AS")) {
        properties.put("null_format", TrinoText.text(tokens.string()));
      } else {
        return;
      }
    }
  }

  private static void requireNewline(String separator) {
    if (!separator.equals("\n")) {
      throw new SyntaxException("LINES TERMINATED BY: expected '\\n', the only one Hive knows");
    }
  }

  private static Optional<String> stored(Tokens tokens) {
    if (!tokens.accept("STORED", "AS")) {
      return Optional.empty();
    }
    if (tokens.accept("INPUTFORMAT")) {
      tokens.string();
      tokens.expect("OUTPUTFORMAT");
      tokens.string();
      return Optional.empty();
    }
    return Optional.of(tokens.name().toUpperCase(Locale.ROOT));
  }
}
