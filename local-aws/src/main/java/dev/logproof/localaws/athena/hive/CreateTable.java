package dev.logproof.localaws.athena.hive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Translates {@code CREATE EXTERNAL TABLE} (Athena's reference, "CREATE TABLE"); clauses must be in
 * the documented order. Stateless.
 */
final class CreateTable {
  private CreateTable() {}

  /** A column with its lower-case name and Trino type. */
  private record Column(String name, String type, Optional<String> comment) {
    private String text(String behindType) {
      String said = comment.map(text -> " COMMENT " + TrinoText.text(text)).orElse("");
      return TrinoText.name(name) + " " + type + said + behindType;
    }
  }

  /** Parses from the table name on. */
  static String translate(Tokens tokens) {
    boolean ifAbsent = tokens.accept("IF", "NOT", "EXISTS");
    String table = HiveStatements.qualifiedName(tokens);
    List<Column> columns = columns(tokens);
    Optional<String> comment =
        tokens.accept("COMMENT") ? Optional.of(tokens.string()) : Optional.empty();
    List<Column> partitions = tokens.accept("PARTITIONED", "BY") ? columns(tokens) : List.of();
    TableFormat format = TableFormat.parse(tokens);
    tokens.expect("LOCATION");
    String location = tokens.string();
    Map<String, String> given = tokens.accept("TBLPROPERTIES") ? tokens.properties() : Map.of();
    tokens.expectEnd();
    Projection projection = new Projection(given);
    return "CREATE TABLE "
        + (ifAbsent ? "IF NOT EXISTS " : "")
        + table
        + " (\n  "
        + columnTexts(columns, partitions, projection)
        + ")\n"
        + comment.map(text -> "COMMENT " + TrinoText.text(text) + "\n").orElse("")
        + "WITH (\n  "
        + properties(format, location, partitions, projection, given)
        + ")";
  }

  private static List<Column> columns(Tokens tokens) {
    List<Column> columns = new ArrayList<>();
    tokens.expect("(");
    do {
      String name = tokens.name().toLowerCase(Locale.ROOT);
      String type = TrinoText.type(tokens);
      columns.add(
          new Column(
              name,
              type,
              tokens.accept("COMMENT") ? Optional.of(tokens.string()) : Optional.empty()));
    } while (tokens.accept(","));
    tokens.expect(")");
    return columns;
  }

  private static String columnTexts(
      List<Column> columns, List<Column> partitions, Projection projection) {
    List<String> texts = new ArrayList<>(columns.stream().map(column -> column.text("")).toList());
    partitions.forEach(column -> texts.add(column.text(projection.column(column.name()))));
    return String.join(",\n  ", texts);
  }

  private static String properties(
      TableFormat format,
      String location,
      List<Column> partitions,
      Projection projection,
      Map<String, String> given) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("format", TrinoText.text(format.format()));
    properties.put("external_location", TrinoText.text(location));
    if (!partitions.isEmpty()) {
      properties.put(
          "partitioned_by", TrinoText.array(partitions.stream().map(Column::name).toList()));
    }
    properties.putAll(format.properties());
    properties.putAll(projection.table());
    if (given.containsKey("skip.header.line.count")) {
      properties.put("skip_header_line_count", given.get("skip.header.line.count"));
    }
    return properties.entrySet().stream()
        .map(property -> property.getKey() + " = " + property.getValue())
        .collect(Collectors.joining(",\n  "));
  }
}
