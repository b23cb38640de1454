package dev.logproof.reports.page;

import dev.logproof.record.result.Json;
import dev.logproof.record.result.LoadResult;
import dev.logproof.record.result.VerdictResult;
import dev.logproof.record.result.VerdictResult.Details;
import dev.logproof.reports.load.Latencies;
import dev.logproof.reports.load.LoadPart;
import dev.logproof.reports.load.LoadRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Renders a load run and its verification as HTML. */
public final class LoadPage {
  private LoadPage() {}

  /**
   * Renders the page.
   *
   * @param word pass, fail or unknown
   */
  public static String of(
      LoadRun run,
      Latencies latencies,
      Optional<VerdictResult> verdict,
      String word,
      String sentence) {
    Map<String, Object> page = new HashMap<>();
    page.put("runId", run.id());
    page.put("verdict", word);
    page.put("sentence", sentence);
    page.put("doubts", run.doubts());
    page.put("facts", facts(run));
    page.put("parts", run.parts().stream().map(LoadPage::part).toList());
    page.put("latencies", latencies.percentiles().stream().map(LoadPage::percentiles).toList());
    page.put("verified", verdict.stream().map(LoadPage::verified).toList());
    page.put("unverified", verdict.isEmpty());
    page.put("chartData", chartData(latencies, verdict));
    return ReportPage.render("load.mustache", "load.js", page);
  }

  private static List<Map<String, Object>> facts(LoadRun run) {
    List<Map<String, Object>> facts = new ArrayList<>();
    facts.add(fact("run", run.id()));
    facts.add(fact("seed", Long.toString(run.journal().start().seed())));
    facts.add(fact("started", Instant.ofEpochMilli(run.journal().start().atMillis()).toString()));
    facts.add(fact("generators", run.parts().size() + " of " + run.journal().start().segments()));
    facts.add(fact("sources", Numbers.count(run.journal().start().sources())));
    facts.add(
        fact("asked for", Numbers.megabytesPerSecond(run.total(LoadResult::targetBytesPerSecond))));
    facts.add(
        fact("written", Numbers.megabytesPerSecond(run.total(LoadResult::achievedBytesPerSecond))));
    facts.add(fact("events", Numbers.count(run.sum(LoadResult::events))));
    facts.add(fact("tracers", Numbers.count(run.journal().attempted())));
    facts.add(fact("reconnects", Numbers.count(run.sum(LoadResult::reconnects))));
    facts.add(fact("events sent again", Numbers.count(run.sum(LoadResult::resentEvents))));
    facts.add(
        fact("largest lateness", Numbers.text("%.1f ms", run.max(LoadResult::maxLatenessMillis))));
    return facts;
  }

  private static Map<String, Object> fact(String name, String value) {
    return Map.of("name", name, "value", value);
  }

  private static Map<String, Object> part(LoadPart part) {
    Map<String, Object> row = new HashMap<>();
    row.put("segment", part.journal().start().segment());
    row.put("directory", part.directory().toString());
    row.put("written", part.result().map(LoadPage::rate).orElse("unknown"));
    row.put("events", part.result().map(it -> Numbers.count(it.events())).orElse("unknown"));
    row.put("tracers", Numbers.count(part.journal().attempted()));
    row.put("ended", part.result().map(LoadResult::stopReason).orElse("cut off"));
    row.put("valid", part.result().map(it -> it.valid() ? "yes" : "no").orElse("unknown"));
    return row;
  }

  private static String rate(LoadResult result) {
    return Numbers.megabytesPerSecond(result.achievedBytesPerSecond());
  }

  private static Map<String, Object> percentiles(Latencies.Percentiles kind) {
    return Map.of(
        "kind", kind.kind(),
        "events", Numbers.count(kind.events()),
        "p50", Numbers.text("%.2f", kind.p50()),
        "p90", Numbers.text("%.2f", kind.p90()),
        "p99", Numbers.text("%.2f", kind.p99()),
        "p999", Numbers.text("%.2f", kind.p999()),
        "max", Numbers.text("%.2f", kind.max()));
  }

  private static Map<String, Object> verified(VerdictResult verdict) {
    Details details = verdict.details();
    List<Map<String, Object>> rows = new ArrayList<>();
    rows.add(fact("attempted", Numbers.count(verdict.attempted())));
    rows.add(fact("observed", Numbers.count(verdict.observed())));
    rows.add(fact("lost", Numbers.count(verdict.lost())));
    rows.add(fact("duplicated", Numbers.count(verdict.duplicated())));
    rows.add(fact("unexpected", Numbers.count(verdict.unexpected())));
    rows.add(fact("damaged", Numbers.count(verdict.corrupt())));
    rows.add(fact("late", Numbers.count(verdict.late())));
    rows.add(
        fact(
            "arrived",
            Numbers.text(
                "%.4f %% (95 %% interval %.4f to %.4f %%)",
                verdict.reliability() * 100,
                verdict.reliabilityLow() * 100,
                verdict.reliabilityHigh() * 100)));
    rows.add(fact("by the article", details.articleFormula()));
    details.latency().ifPresent(it -> rows.add(fact("time to the object", seconds(it))));
    details
        .perDeployment()
        .ifPresent(
            all ->
                all.deployments()
                    .forEach(
                        it ->
                            rows.add(
                                fact(
                                    "deployment " + Instant.ofEpochMilli(it.startMillis()),
                                    it.lost() + " lost of about " + it.attempted()))));
    details.thresholds().forEach(it -> rows.add(fact(it.text(), it.holds() ? "kept" : "not kept")));
    details.shapes().forEach(it -> rows.add(fact("loss is " + it.shape(), it.evidence())));
    verdict
        .lostRanges()
        .forEach(
            it ->
                rows.add(
                    fact("lost of " + it.runId() + " source " + it.source(), it.ranges() + "")));
    return Map.of("engine", details.engine(), "rows", rows, "reasons", verdict.reasons());
  }

  private static String seconds(VerdictResult.Latency latency) {
    return Numbers.text(
        "p50 %d s, p90 %d s, p99 %d s, max %d s",
        latency.p50Seconds(), latency.p90Seconds(), latency.p99Seconds(), latency.maxSeconds());
  }

  /** Returns JSON that is safe inside a script element. */
  private static String chartData(Latencies latencies, Optional<VerdictResult> verdict) {
    Map<String, Object> data = new HashMap<>();
    data.put("latency", latencies.overTime());
    data.put("lost", verdict.map(it -> it.details().slices()).orElse(List.of()));
    try {
      return Json.compact(data).replace("<", "\\u003c");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
