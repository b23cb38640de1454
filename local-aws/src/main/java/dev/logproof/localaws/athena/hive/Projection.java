package dev.logproof.localaws.athena.hive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Partition projection (Athena's guide, "Setting up partition projection"), for which Trino uses
 * column and table properties. Immutable.
 */
final class Projection {
  private static final String PREFIX = "projection.";
  private static final String LOCATION = "storage.location.template";

  private final Map<String, String> properties;

  Projection(Map<String, String> tableProperties) {
    this.properties = Map.copyOf(tableProperties);
  }

  boolean enabled() {
    return Boolean.parseBoolean(properties.getOrDefault(PREFIX + "enabled", "false"));
  }

  /** Clause after the column's type; empty without projection. */
  String column(String column) {
    if (!enabled()) {
      return "";
    }
    Map<String, String> found = new LinkedHashMap<>();
    properties.entrySet().stream()
        .filter(property -> property.getKey().startsWith(PREFIX + column + "."))
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            property ->
                found.put(
                    property.getKey().substring(PREFIX.length() + column.length() + 1),
                    property.getValue()));
    if (!found.containsKey("type")) {
      throw new SyntaxException(
          "'projection." + column + ".type' is missing: expected enum, integer, date or injected");
    }
    List<String> clauses = new ArrayList<>();
    found.forEach((key, value) -> clauses.add("partition_projection_" + clause(key, value)));
    return " WITH (" + String.join(", ", clauses) + ")";
  }

  private static String clause(String key, String value) {
    return switch (key) {
      case "type" -> "type = " + TrinoText.text(value.toUpperCase(Locale.ROOT));
      case "values" -> "values = " + TrinoText.array(List.of(value.split("\\s*,\\s*")));
      case "range" -> "range = " + TrinoText.array(List.of(value.split("\\s*,\\s*")));
      case "interval", "digits" -> key + " = " + number(key, value);
      case "interval.unit" -> "interval_unit = " + TrinoText.text(value.toUpperCase(Locale.ROOT));
      case "format" -> "format = " + TrinoText.text(value);
      default -> throw new SyntaxException("'projection' has no property '" + key + "'");
    };
  }

  private static int number(String key, String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new SyntaxException("projection '" + key + "' is no number: " + value);
    }
  }

  /** Values are SQL expressions. */
  Map<String, String> table() {
    Map<String, String> table = new LinkedHashMap<>();
    if (enabled()) {
      table.put("partition_projection_enabled", "true");
      if (properties.containsKey(LOCATION)) {
        table.put(
            "partition_projection_location_template", TrinoText.text(properties.get(LOCATION)));
      }
    }
    return table;
  }
}
