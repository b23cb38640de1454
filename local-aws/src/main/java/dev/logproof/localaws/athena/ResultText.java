package dev.logproof.localaws.athena;

import dev.logproof.localaws.athena.hive.HiveStatements.StatementKind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Formats results as Athena does (its guide, "Work with query results"): CSV with a header and
 * unquoted nulls for queries, plain text otherwise. Stateless.
 */
final class ResultText {
  private ResultText() {}

  static String of(StatementKind kind, SqlEngine.Result result) {
    StringBuilder text = new StringBuilder();
    if (kind != StatementKind.DML) {
      result.rows().forEach(row -> text.append(line(row.values(), "\t", false)));
      return text.toString();
    }
    List<Optional<String>> names =
        result.columns().stream().map(column -> Optional.of(column.name())).toList();
    text.append(line(names, ",", true));
    result.rows().forEach(row -> text.append(line(row.values(), ",", true)));
    return text.toString();
  }

  private static String line(List<Optional<String>> values, String separator, boolean quoted) {
    return values.stream()
            .map(value -> value.map(text -> quoted ? quote(text) : text).orElse(""))
            .collect(Collectors.joining(separator))
        + "\n";
  }

  private static String quote(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }
}
