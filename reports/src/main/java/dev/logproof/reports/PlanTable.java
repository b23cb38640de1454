package dev.logproof.reports;

import dev.logproof.record.result.PlanResult;
import dev.logproof.record.result.PlanResult.Details;
import dev.logproof.record.result.PlanResult.Interval;
import dev.logproof.record.result.PlanResult.Tasks;
import java.util.Locale;

/** Renders a plan as text: the numbers, then a sentence for each. */
final class PlanTable {
  private final StringBuilder text = new StringBuilder();

  private PlanTable() {}

  static String of(PlanResult plan) {
    PlanTable table = new PlanTable();
    table.row("MinTasks", "%d", plan.minTasks());
    table.row("MaxTasks", "%d", plan.maxTasks());
    table.row("load", "%s", megabytes(plan.loadBytesPerSecond()));
    plan.details().ifPresent(details -> table.details(plan, details));
    plan.explanation().forEach(line -> table.text.append("  - ").append(line).append('\n'));
    return table.text.toString();
  }

  private void details(PlanResult plan, Details details) {
    row(
        "per task",
        "%s%s",
        megabytes(plan.perTaskBytesPerSecond()),
        details.perTask().map(PlanTable::perTask).orElse(", no interval"));
    row("basis", "%s, bound by: %s", plan.basis(), details.binding());
    tasks(details.tasks(), details.perTask().filter(i -> i.low() < i.high()).isPresent());
    details
        .skew()
        .ifPresent(
            skew ->
                row(
                    "skew",
                    "hottest task %.2f times the average; overloaded in %.1f %% of %d simulations",
                    skew.hottestMedian(),
                    skew.overloaded() * 100,
                    skew.simulations()));
    row("outage", "%.0f s until the buffers are full", details.outage().seconds());
    row(
        "at risk",
        "%,.0f lines per deployment%s, %s",
        details.linesAtRisk().lines(),
        details.linesAtRisk().interval().map(PlanTable::interval).orElse(""),
        details.linesAtRisk().basis());
    deliveries(details);
  }

  private static String perTask(Interval interval) {
    return interval.low() < interval.high()
        ? format(", 95 %%: %.2f to %.2f MB/s", interval.low() / 1e6, interval.high() / 1e6)
        : ", held, not fitted";
  }

  private void tasks(Tasks tasks, boolean fitted) {
    row(
        "tasks",
        "%d for the stable load%s%s%s",
        tasks.stable(),
        fitted ? format(" (95 %%: %d to %d)", tasks.stableLow(), tasks.stableHigh()) : "",
        tasks
            .zoneLost()
            .map(n -> format(", %d with one of %d zones lost", n, tasks.zones()))
            .orElse(""),
        tasks.skewed().map(n -> format(", %d for skew", n)).orElse(""));
  }

  private void deliveries(Details details) {
    text.append('\n')
        .append(
            format(
                "%-11s %8s %12s %10s %14s %12s%n",
                "delivery",
                "streams",
                "records/s",
                "MB/s",
                "GB billed",
                details.prices().currency() + "/month"));
    details
        .deliveries()
        .forEach(
            one ->
                text.append(
                    format(
                        "%-11s %8d %,12.0f %10.2f %,14.0f %,12.0f%n",
                        one.form(),
                        one.streams(),
                        one.recordsPerSecond(),
                        one.bytesPerSecond() / 1e6,
                        one.billedGigabytesPerMonth(),
                        one.totalPerMonth())));
    text.append('\n');
  }

  private static String interval(Interval interval) {
    return format(" (95 %%: %,.0f to %,.0f)", interval.low(), interval.high());
  }

  private static String megabytes(double bytesPerSecond) {
    return format("%.2f MB/s (%.0f B/s)", bytesPerSecond / 1e6, bytesPerSecond);
  }

  private void row(String name, String format, Object... values) {
    text.append(format("%-9s %s%n", name, format(format, values)));
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
