package dev.logproof.reports.page;

import dev.logproof.record.result.VerdictResult;
import dev.logproof.record.result.VerdictResult.Details;
import dev.logproof.reports.page.Table.Column;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the verification of a load run found. */
final class ArrivedSection {
  private ArrivedSection() {}

  static Section of(List<String> doubts, Optional<VerdictResult> verdict) {
    List<Block> blocks = new ArrayList<>();
    doubts.forEach(doubt -> blocks.add(new Block.Missing(doubt)));
    verdict.ifPresentOrElse(
        found -> {
          blocks.add(new Block.Open(table(found)));
          blocks.add(new Block.Items(found.reasons()));
          blocks.add(new Block.Remark("Looked for by " + found.details().engine() + "."));
        },
        () ->
            blocks.add(
                new Block.Missing(
                    "Nothing was verified: give --verdict with what verify tracers --output"
                        + " wrote.")));
    return new Section("arrived", "What arrived", blocks);
  }

  private static Table table(VerdictResult verdict) {
    Table table = new Table("", "Verdict", Column.text("what", ""), Column.text("value", ""));
    fact(table, "attempted", Numbers.count(verdict.attempted()));
    fact(table, "observed", Numbers.count(verdict.observed()));
    fact(table, "lost", Numbers.count(verdict.lost()));
    fact(table, "duplicated", Numbers.count(verdict.duplicated()));
    fact(table, "unexpected", Numbers.count(verdict.unexpected()));
    fact(table, "damaged", Numbers.count(verdict.corrupt()));
    fact(table, "late", Numbers.count(verdict.late()));
    fact(
        table,
        "arrived",
        Numbers.text(
            "%.4f %% (95 %% interval %.4f to %.4f %%)",
            verdict.reliability() * 100,
            verdict.reliabilityLow() * 100,
            verdict.reliabilityHigh() * 100));
    details(table, verdict.details());
    verdict
        .lostRanges()
        .forEach(
            it ->
                fact(
                    table,
                    "lost of " + it.runId() + " source " + it.source(),
                    it.ranges().toString()));
    return table;
  }

  private static void details(Table table, Details details) {
    fact(table, "by the article", details.articleFormula());
    details.latency().ifPresent(it -> fact(table, "time to the object", seconds(it)));
    details
        .perDeployment()
        .ifPresent(
            all ->
                all.deployments()
                    .forEach(
                        it ->
                            fact(
                                table,
                                "deployment " + Instant.ofEpochMilli(it.startMillis()),
                                it.lost() + " lost of about " + it.attempted())));
    details.thresholds().forEach(it -> fact(table, it.text(), it.holds() ? "kept" : "not kept"));
    details.shapes().forEach(it -> fact(table, "loss is " + it.shape(), it.evidence()));
  }

  private static void fact(Table table, String name, String value) {
    table.row(Cell.text(name), Cell.text(value));
  }

  private static String seconds(VerdictResult.Latency latency) {
    return Numbers.text(
        "p50 %d s, p90 %d s, p99 %d s, max %d s",
        latency.p50Seconds(), latency.p90Seconds(), latency.p99Seconds(), latency.maxSeconds());
  }
}
