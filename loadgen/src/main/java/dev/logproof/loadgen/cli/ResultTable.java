package dev.logproof.loadgen.cli;

import dev.logproof.loadgen.run.RunPlan;
import dev.logproof.record.result.LoadResult;
import java.util.Locale;

/** Renders a result for people. */
final class ResultTable {
  private ResultTable() {}

  static String of(LoadResult result, RunPlan plan) {
    StringBuilder table = new StringBuilder();
    row(table, "run", result.runId());
    row(table, "target rate", rate(result.targetBytesPerSecond()));
    row(table, "achieved rate", rate(result.achievedBytesPerSecond()));
    row(
        table,
        "events",
        String.format(
            Locale.ROOT, "%d (%.0f/s)", result.events(), result.events() / result.seconds()));
    row(table, "bytes", Long.toString(result.bytes()));
    row(table, "tracers", Long.toString(result.tracersAttempted()));
    row(table, "connections", result.connections() + ", " + result.reconnects() + " reconnects");
    row(table, "resent", result.resentEvents() + " events");
    row(table, "max lateness", String.format(Locale.ROOT, "%.1f ms", result.maxLatenessMillis()));
    result.latencies().forEach(latency -> row(table, latency.kind(), percentiles(latency)));
    row(table, "stopped by", result.stopReason());
    row(table, "seed", Long.toString(result.seed()));
    row(table, "version", result.logproofVersion());
    row(table, "journal", plan.directory().toString());
    row(
        table,
        "valid",
        result.valid() ? "yes" : "no: " + String.join("; ", result.invalidReasons()));
    return table.toString().stripTrailing();
  }

  private static String percentiles(LoadResult.Latency latency) {
    return String.format(
        Locale.ROOT,
        "p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, p99.9 %.1f ms, max %.1f ms",
        latency.p50Millis(),
        latency.p90Millis(),
        latency.p99Millis(),
        latency.p999Millis(),
        latency.maxMillis());
  }

  private static String rate(double bytesPerSecond) {
    return String.format(
        Locale.ROOT, "%.3f MB/s (%.0f bytes/s)", bytesPerSecond / 1e6, bytesPerSecond);
  }

  private static void row(StringBuilder table, String name, String value) {
    table.append(String.format(Locale.ROOT, "%-17s %s%n", name, value));
  }
}
