package dev.logproof.experiment.compare;

import static java.lang.Double.POSITIVE_INFINITY;

import dev.logproof.experiment.compare.Row.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Formats a comparison for a terminal. */
public final class ComparisonTable {
  private static final String UNKNOWN = "–";

  private ComparisonTable() {}

  /** Formats aligned columns, remarks and the verdict; every line ends with a line feed. */
  public static String of(Comparison comparison) {
    List<List<String>> lines = new ArrayList<>();
    String interval = text("%s %% interval", plain(comparison.confidence() * 100));
    lines.add(
        List.of(
            "target",
            "figure",
            "A",
            "B",
            "B/A",
            interval,
            comparison.self() ? "noise floor" : "result",
            ""));
    comparison.rows().forEach(row -> lines.add(line(row, comparison.self())));
    StringBuilder out = new StringBuilder();
    out.append(text("A: %s%nB: %s%n%n", comparison.a(), comparison.b()));
    out.append(aligned(lines));
    comparison.remarks().forEach(remark -> out.append("\n- ").append(remark));
    return out.append("\n\n").append(closing(comparison)).append('\n').toString();
  }

  private static List<String> line(Row row, boolean self) {
    String unit = row.unit().isEmpty() ? "" : " " + row.unit();
    return List.of(
        row.target(),
        row.figure(),
        row.a().isPresent() ? number(row.a().getAsDouble()) + unit : UNKNOWN,
        row.b().isPresent() ? number(row.b().getAsDouble()) + unit : UNKNOWN,
        row.isCompared() || row.ratio().isPresent()
            ? number(row.ratio().orElse(POSITIVE_INFINITY))
            : UNKNOWN,
        row.isCompared()
            ? number(row.low().orElse(POSITIVE_INFINITY))
                + " to "
                + number(row.high().orElse(POSITIVE_INFINITY))
            : UNKNOWN,
        self ? floor(row) : result(row),
        row.note());
  }

  private static String floor(Row row) {
    double floor = row.floor();
    return Double.isInfinite(floor)
        ? "not shown"
        : floor < 1 ? text("± %.1f %%", floor * 100) : text("factor %.1f", 1 + floor);
  }

  private static String result(Row row) {
    return switch (row.state()) {
      case NO_DIFFERENCE -> "no difference shown";
      case BETTER -> "better";
      case WITHIN_NOISE -> text("worse, within ± %s %%", plain(row.noise() * 100));
      case REGRESSION -> "REGRESSION";
      case NO_INTERVAL -> "not shown";
      case MISSING -> "unknown";
    };
  }

  private static String closing(Comparison comparison) {
    List<Row> rows = comparison.rows();
    if (comparison.self()) {
      return "noise floor: the far end of each interval, for two measurements of the same";
    }
    return ("%s: of %d figures %d worse beyond noise, %d better, %d without such a difference,"
            + " %d not shown, %d missing")
        .formatted(
            comparison.verdict(),
            rows.size(),
            count(rows, State.REGRESSION),
            count(rows, State.BETTER),
            count(rows, State.NO_DIFFERENCE) + count(rows, State.WITHIN_NOISE),
            count(rows, State.NO_INTERVAL),
            count(rows, State.MISSING));
  }

  private static long count(List<Row> rows, State state) {
    return rows.stream().filter(row -> row.state() == state).count();
  }

  private static String aligned(List<List<String>> lines) {
    int[] widths =
        IntStream.range(0, lines.get(0).size())
            .map(i -> lines.stream().mapToInt(line -> line.get(i).length()).max().orElse(0))
            .toArray();
    return lines.stream()
        .map(
            line ->
                IntStream.range(0, widths.length)
                    .mapToObj(i -> text("%-" + Math.max(1, widths[i]) + "s", line.get(i)))
                    .collect(Collectors.joining("  "))
                    .stripTrailing())
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** At least three significant digits. */
  private static String number(double value) {
    if (Double.isInfinite(value)) {
      return "∞";
    }
    return value >= 100
        ? text("%,.0f", value)
        : value >= 10 ? text("%.1f", value) : text("%.3f", value);
  }

  private static String plain(double value) {
    return text("%.1f", value).replaceAll("\\.0$", "");
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
