package dev.logproof.reports;

import dev.logproof.reports.capacity.FleetResult;
import dev.logproof.reports.capacity.FleetResult.Row;
import java.util.Locale;

/** Renders simulated fleets as text. */
final class FleetTable {
  private FleetTable() {}

  static String of(FleetResult result) {
    StringBuilder text = new StringBuilder();
    text.append(
        format(
            "%,d connections (%s)%s, %s h, %d deployments in %d batch%s, seed %d%n%n",
            result.connections(),
            result.weights(),
            result.maxAgeHours().isPresent()
                ? format(", ended at %.0f min", result.maxAgeHours().getAsDouble() * 60)
                : "",
            result.hours(),
            result.deployments(),
            result.batches(),
            result.batches() == 1 ? "" : "es",
            result.seed()));
    text.append(format("%9s %7s | %s%n", "", "", HEADINGS));
    text.append(
        format(
            "%9s %7s | %7s | %7s %7s %7s | %11s %7s | %10s %10s %7s%n",
            "tasks",
            "churn/h",
            "placed",
            "added",
            "kept",
            "moved",
            "reconnected",
            "moved",
            "lost",
            "worst",
            "hottest"));
    result.rows().forEach(row -> text.append(line(row)));
    text.append(
        "\nHottest task as a multiple of the average task. moved: share of the load on the added"
            + " tasks.\nlost: lines per deployment, mean and worst.\n");
    return text.toString();
  }

  private static final String HEADINGS =
      format("%7s | %-23s | %-19s | %s", "", "scale-out, kept", "made anew", "deployments");

  private static String line(Row row) {
    return format(
        "%9d %7s | %7.2f | %7d %7.2f %6.1f%% | %11.2f %6.1f%% | %,10.0f %,10d %7.2f%n",
        row.tasks(),
        row.churnPerHour(),
        row.placedHottest(),
        row.kept().tasksAfter() - row.kept().tasksBefore(),
        row.kept().hottest(),
        row.kept().movedShare() * 100,
        row.reconnected().hottest(),
        row.reconnected().movedShare() * 100,
        row.lostLinesMean(),
        row.lostLinesMost(),
        row.deployedHottest());
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
