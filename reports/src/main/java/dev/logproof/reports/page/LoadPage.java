package dev.logproof.reports.page;

import dev.logproof.record.result.LoadResult;
import dev.logproof.record.result.VerdictResult;
import dev.logproof.reports.load.Latencies;
import dev.logproof.reports.load.LoadPart;
import dev.logproof.reports.load.LoadRun;
import dev.logproof.reports.page.Table.Column;
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
    return Document.render(
        new Document.Content(
            "logproof · load · " + run.id(),
            word,
            Cell.known(word),
            sentence,
            List.of(),
            List.of(),
            List.of(
                ArrivedSection.of(run.doubts(), verdict),
                sent(run),
                LoadLatencySection.of(run, latencies, verdict)),
            List.of(
                Document.Data.of("load-json", "load.json", loads(run)),
                Document.Data.of("latency-json", "latency.json", latency(latencies)),
                Document.Data.of("verdict-json", "verdict.json", verdict))));
  }

  private static List<LoadResult> loads(LoadRun run) {
    return run.parts().stream().flatMap(part -> part.result().stream()).toList();
  }

  private static Map<String, Object> latency(Latencies latencies) {
    Map<String, Object> all = new HashMap<>();
    all.put("percentiles", latencies.percentiles());
    all.put("overTime", latencies.overTime());
    return all;
  }

  private static Section sent(LoadRun run) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Open(facts(run)));
    blocks.add(new Block.Open(parts(run)));
    return new Section("sent", "What was sent", blocks);
  }

  private static Table facts(LoadRun run) {
    Table table = new Table("", "Load", Column.text("what", ""), Column.text("value", ""));
    fact(table, "run", run.id());
    fact(table, "seed", Long.toString(run.journal().start().seed()));
    fact(table, "started", Instant.ofEpochMilli(run.journal().start().atMillis()).toString());
    fact(table, "generators", run.parts().size() + " of " + run.journal().start().segments());
    fact(table, "sources", Numbers.count(run.journal().start().sources()));
    fact(
        table,
        "asked for",
        Numbers.megabytesPerSecond(run.total(LoadResult::targetBytesPerSecond)));
    fact(
        table,
        "written",
        Numbers.megabytesPerSecond(run.total(LoadResult::achievedBytesPerSecond)));
    fact(table, "events", Numbers.count(run.sum(LoadResult::events)));
    fact(table, "tracers", Numbers.count(run.journal().attempted()));
    fact(table, "reconnects", Numbers.count(run.sum(LoadResult::reconnects)));
    fact(table, "events sent again", Numbers.count(run.sum(LoadResult::resentEvents)));
    fact(
        table, "largest lateness", Numbers.text("%.1f ms", run.max(LoadResult::maxLatenessMillis)));
    return table;
  }

  private static void fact(Table table, String name, String value) {
    table.row(Cell.text(name), Cell.text(value));
  }

  private static Table parts(LoadRun run) {
    Table table =
        new Table(
            "",
            "Generators",
            Column.number("segment", ""),
            Column.number("written", ""),
            Column.number("events", ""),
            Column.number("tracers", ""),
            Column.text("ended by", ""),
            Column.text("valid", ""),
            Column.text("files", ""));
    for (LoadPart part : run.parts()) {
      Optional<LoadResult> result = part.result();
      table.row(
          Cell.count(part.journal().start().segment()),
          result.map(it -> Cell.rate(it.achievedBytesPerSecond())).orElse(Cell.unknown("unknown")),
          result.map(it -> Cell.count(it.events())).orElse(Cell.unknown("unknown")),
          Cell.count(part.journal().attempted()),
          Cell.text(result.map(LoadResult::stopReason).orElse("cut off")),
          result.map(it -> Cell.yesNo(it.valid())).orElse(Cell.unknown("unknown")),
          Cell.text(part.directory().toString()));
    }
    return table;
  }
}
