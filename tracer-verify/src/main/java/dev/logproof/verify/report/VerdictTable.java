package dev.logproof.verify.report;

import dev.logproof.record.result.VerdictResult;
import dev.logproof.record.result.VerdictResult.Details;
import dev.logproof.record.result.VerdictResult.Latency;
import dev.logproof.record.result.VerdictResult.PerDeployment;
import dev.logproof.record.result.VerdictResult.SourceRanges;
import dev.logproof.record.result.VerdictResult.Threshold;
import dev.logproof.record.tracer.SequenceRanges;
import dev.logproof.verify.verdict.Reliability;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Formats a verdict as a human-readable table. */
public final class VerdictTable {
  private static final int MAX_SOURCES = 10;
  private static final int MAX_SLICES = 10;
  private static final int MAX_RANGES_CHARS = 160;
  private static final double ARTICLES_CLAIM = 0.99996;

  private VerdictTable() {}

  public static String of(VerdictResult result) {
    StringBuilder table = new StringBuilder();
    row(table, "verdict", result.verdict().toUpperCase(Locale.ROOT));
    result.reasons().forEach(reason -> row(table, "", reason));
    row(table, "runs", String.join(", ", result.runIds()));
    row(table, "attempted", Long.toString(result.attempted()));
    row(table, "accepted", Long.toString(result.acked()));
    row(table, "observed", result.observed() + ", " + result.recovered() + " of them recovered");
    row(table, "lost", lost(result));
    ranges(table, result.lostRanges());
    row(table, "duplicated", Long.toString(result.duplicated()));
    ranges(table, result.duplicatedRanges());
    row(table, "unexpected", Long.toString(result.unexpected()));
    row(table, "corrupt", Long.toString(result.corrupt()));
    row(table, "late", Long.toString(result.late()));
    row(table, "reliability", reliability(result));
    row(table, "by the article", result.details().articleFormula());
    row(
        table,
        "",
        "one deployment per hour, of "
            + result.details().deployments()
            + (result.details().deployments() == 1 ? " deployment" : " deployments")
            + " measured");
    details(table, result.details());
    result.details().perDeployment().ifPresent(losses -> deployments(table, losses));
    result.details().latency().ifPresent(latency -> row(table, "time to object", latency(latency)));
    row(table, "engine", result.details().engine());
    row(table, "scanned", result.objects() + " objects, " + result.bytes() + " bytes");
    return table.toString().stripTrailing();
  }

  private static void details(StringBuilder table, Details details) {
    details
        .shapes()
        .forEach(shape -> row(table, "loss is", shape.shape() + ": " + shape.evidence()));
    details.slices().stream()
        .limit(MAX_SLICES)
        .forEach(
            slice ->
                row(
                    table,
                    "lost about",
                    slice.lost()
                        + " in the 10 s from "
                        + Instant.ofEpochMilli(slice.startMillis())));
    long more = details.slicesLeftOut() + Math.max(0, details.slices().size() - MAX_SLICES);
    if (more > 0) {
      row(table, "", "and in " + more + " more such slices; see --format json");
    }
    details
        .requirement()
        .ifPresent(
            required ->
                row(table, "required", percent(required.share()) + ": " + required.state()));
    for (Threshold threshold : details.thresholds()) {
      row(table, "threshold", threshold.text() + (threshold.holds() ? ": kept" : ": not kept"));
    }
  }

  private static void deployments(StringBuilder table, PerDeployment losses) {
    losses.deployments().stream()
        .limit(MAX_SOURCES)
        .forEach(
            loss ->
                row(
                    table,
                    "deployment",
                    Instant.ofEpochMilli(loss.startMillis())
                        + ": "
                        + loss.lost()
                        + " lost of about "
                        + loss.attempted()
                        + " until the next"));
    if (losses.deployments().size() > MAX_SOURCES) {
      int more = losses.deployments().size() - MAX_SOURCES;
      row(table, "", "and " + more + " more deployments; see --format json");
    }
    if (losses.lostBefore() > 0) {
      row(table, "", losses.lostBefore() + " lost before the first of them");
    }
    row(table, "per deployment", mean(losses));
  }

  private static String mean(PerDeployment losses) {
    String interval =
        losses
            .meanLostHigh()
            .map(
                high ->
                    String.format(
                        Locale.ROOT,
                        "95 %% interval %.2f to %.2f; the article's formula gives at least %s",
                        losses.meanLostLow(),
                        high,
                        percent(losses.articleLow().orElse(0.0))))
            .orElse("no interval: it requires two deployments that differ");
    return String.format(
        Locale.ROOT,
        "loses %.2f on average (%s); at most %.0f %% of deployments lose anything",
        losses.meanLost(),
        interval,
        losses.losingShareHigh() * 100);
  }

  private static String latency(Latency latency) {
    return "p50 %s s, p90 %s s, p99 %s s, max %s s (n = %s)"
        .formatted(
            latency.p50Seconds(),
            latency.p90Seconds(),
            latency.p99Seconds(),
            latency.maxSeconds(),
            latency.copies());
  }

  private static String lost(VerdictResult result) {
    return result.lost()
        + (result.lost() == 0
            ? ""
            : ": " + result.lostAcked() + " accepted, " + result.lostUnacked() + " not accepted");
  }

  private static String reliability(VerdictResult result) {
    return String.format(
        Locale.ROOT,
        "%s (95 %% interval %s to %s, n = %d; %s would need %d tracers, none lost)",
        percent(result.reliability()),
        percent(result.reliabilityLow()),
        percent(result.reliabilityHigh()),
        result.attempted(),
        percent(ARTICLES_CLAIM),
        Reliability.tracersNeeded(ARTICLES_CLAIM));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.4f %%", share * 100);
  }

  private static void ranges(StringBuilder table, List<SourceRanges> ranges) {
    ranges.stream()
        .limit(MAX_SOURCES)
        .forEach(
            range ->
                row(
                    table,
                    "",
                    range.runId()
                        + " source "
                        + range.source()
                        + ": "
                        + some(range.ranges().ranges())));
    if (ranges.size() > MAX_SOURCES) {
      row(table, "", "and " + (ranges.size() - MAX_SOURCES) + " more sources; see --format json");
    }
  }

  private static String some(List<SequenceRanges.Range> ranges) {
    StringBuilder text = new StringBuilder();
    int shown = 0;
    while (shown < ranges.size() && text.length() < MAX_RANGES_CHARS) {
      text.append(shown == 0 ? "" : ", ").append(ranges.get(shown));
      shown++;
    }
    int left = ranges.size() - shown;
    return left == 0 ? text.toString() : text + " and " + left + " more ranges";
  }

  private static void row(StringBuilder table, String name, String value) {
    table.append(String.format(Locale.ROOT, "%-15s %s%n", name, value));
  }
}
