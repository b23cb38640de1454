package dev.logproof.localaws.athena.hive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Translates {@code CREATE EXTERNAL TABLE} (Athena's reference, "CREATE TABLE"); clauses must be in
 * the documented order. Stateless.
 */
final class CreateTable {
  private CreateTable() {}

  /** A column with its lower-case name, Trino type and {@code COMMENT} clause, or empty text. */
  private record TableColumn(String name, String type, String comment) {
    private String text(String behindType) {
      return TrinoText.name(name) + " " + type + comment + behindType;
    }
  }

  /** The clause with a leading space; empty text without one. */
  private static String comment(Tokens tokens) {
    return tokens.accept("COMMENT") ? " COMMENT " + TrinoText.text(tokens.string()) : "";
  }

  /** Parses from the table name on. */
  static String translate(Tokens tokens) {
    boolean ifAbsent = tokens.accept("IF", "NOT", "EXISTS");
    String table = HiveStatements.qualifiedName(tokens);
    List<TableColumn> columns = columns(tokens);
    String comment = comment(tokens);
    List<TableColumn> partitions = tokens.accept("PARTITIONED", "BY") ? columns(tokens) : List.of();
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
        + (comment.isEmpty() ? "" : comment.strip() + "\n")
        + "WITH (\n  "
        + properties(format, location, partitions, projection, given)
        + ")";
  }

  private static List<TableColumn> columns(Tokens tokens) {
    List<TableColumn> columns = new ArrayList<>();
    tokens.expect("(");
    do {
      String name = tokens.name().toLowerCase(Locale.ROOT);
      String type = TrinoText.type(tokens);
      columns.add(new TableColumn(name, type, comment(tokens)));
    } while (tokens.accept(","));
    tokens.expect(")");
    return columns;
  }

  private static String columnTexts(
      List<TableColumn> columns, List<TableColumn> partitions, Projection projection) {
    List<String> texts = new ArrayList<>(columns.stream().map(column -> column.text("")).toList());
    partitions.forEach(column -> texts.add(column.text(projection.column(column.name()))));
    return String.join(",\n  ", texts);
  }

  private static String properties(
      TableFormat format,
      String location,
      List<TableColumn> partitions,
      Projection projection,
      Map<String, String> given) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("format", TrinoText.text(format.format()));
    properties.put("external_location", TrinoText.text(location));
    if (!partitions.isEmpty()) {
      properties.put(
          "partitioned_by", TrinoText.array(partitions.stream().map(TableColumn::name).toList()));
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
