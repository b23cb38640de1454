package dev.logproof.reports.page;

import dev.logproof.record.result.VerdictResult;
import dev.logproof.record.result.VerdictResult.Details;
import dev.logproof.reports.load.Arrival;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Result of the verification of a load run. */
final class ArrivedSection {
  private ArrivedSection() {}

  static Section of(List<String> doubts, Arrival arrival) {
    List<Block> blocks = new ArrayList<>();
    doubts.forEach(doubt -> blocks.add(new Block.Missing(doubt)));
    arrival
        .verdict()
        .ifPresentOrElse(
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
    Table table = Table.ofFacts("Verdict", "what", "value");
    table.fact("attempted", Numbers.count(verdict.attempted()));
    table.fact("observed", Numbers.count(verdict.observed()));
    table.fact("lost", Numbers.count(verdict.lost()));
    table.fact("duplicated", Numbers.count(verdict.duplicated()));
    table.fact("unexpected", Numbers.count(verdict.unexpected()));
    table.fact("damaged", Numbers.count(verdict.corrupt()));
    table.fact("late", Numbers.count(verdict.late()));
    table.fact(
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
                table.fact(
                    "lost of " + it.runId() + " source " + it.source(), it.ranges().toString()));
    return table;
  }

  private static void details(Table table, Details details) {
    table.fact("by the article", details.articleFormula());
    details.latency().ifPresent(it -> table.fact("time to the object", seconds(it)));
    details
        .perDeployment()
        .ifPresent(
            all ->
                all.deployments()
                    .forEach(
                        it ->
                            table.fact(
                                "deployment " + Instant.ofEpochMilli(it.startMillis()),
                                it.lost() + " lost of about " + it.attempted())));
    details.thresholds().forEach(it -> table.fact(it.text(), it.holds() ? "kept" : "not kept"));
    details.shapes().forEach(it -> table.fact("loss is " + it.shape(), it.evidence()));
  }

  private static String seconds(VerdictResult.Latency latency) {
    return Numbers.text(
        "p50 %d s, p90 %d s, p99 %d s, max %d s",
        latency.p50Seconds(), latency.p90Seconds(), latency.p99Seconds(), latency.maxSeconds());
  }
}
