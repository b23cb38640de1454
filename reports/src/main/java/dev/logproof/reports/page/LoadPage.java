package dev.logproof.reports.page;

import dev.logproof.record.result.LoadResult;
import dev.logproof.reports.load.Arrival;
import dev.logproof.reports.load.Latencies;
import dev.logproof.reports.load.LoadPart;
import dev.logproof.reports.load.LoadRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Renders a load run and its verification as HTML. */
public final class LoadPage {
  private LoadPage() {}

  /**
   * Renders the page.
   *
   * @param word pass, fail or unknown
   */
  public static String of(
      LoadRun run, Latencies latencies, Arrival arrival, String word, String sentence) {
    return Document.render(
        new Document.Content(
            "logproof · load · " + run.id(),
            word,
            Cell.known(word),
            sentence,
            List.of(),
            List.of(),
            List.of(
                ArrivedSection.of(run.doubts(), arrival),
                sent(run),
                LoadLatencySection.of(run, latencies, arrival)),
            List.of(
                Document.Data.of("load-json", "load.json", loads(run)),
                Document.Data.of("latency-json", "latency.json", latency(latencies)),
                Document.Data.of("verdict-json", "verdict.json", arrival.verdict()))));
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
    Table table = Table.ofFacts("Load", "what", "value");
    table.fact("run", run.id());
    table.fact("seed", Long.toString(run.journal().start().seed()));
    table.fact("started", Instant.ofEpochMilli(run.journal().start().atMillis()).toString());
    table.fact("generators", run.parts().size() + " of " + run.journal().start().segments());
    table.fact("sources", Numbers.count(run.journal().start().sources()));
    table.fact(
        "asked for", Numbers.megabytesPerSecond(run.total(LoadResult::targetBytesPerSecond)));
    table.fact(
        "written", Numbers.megabytesPerSecond(run.total(LoadResult::achievedBytesPerSecond)));
    table.fact("events", Numbers.count(run.sum(LoadResult::events)));
    table.fact("tracers", Numbers.count(run.journal().attempted()));
    table.fact("reconnects", Numbers.count(run.sum(LoadResult::reconnects)));
    table.fact("events sent again", Numbers.count(run.sum(LoadResult::resentEvents)));
    table.fact("largest lateness", Numbers.text("%.1f ms", run.max(LoadResult::maxLatenessMillis)));
    return table;
  }

  private static Table parts(LoadRun run) {
    return ListTable.of("", "Generators", run.parts())
        .count("segment", "", part -> part.journal().start().segment())
        .number("written", "", part -> ofResult(part, it -> Cell.rate(it.achievedBytesPerSecond())))
        .number("events", "", part -> ofResult(part, it -> Cell.count(it.events())))
        .count("tracers", "", part -> part.journal().attempted())
        .text("ended by", "", part -> part.result().map(LoadResult::stopReason).orElse("cut off"))
        .textCell("valid", "", part -> ofResult(part, it -> Cell.yesNo(it.valid())))
        .text("files", "", part -> part.directory().toString())
        .build();
  }

  private static Cell ofResult(LoadPart part, Function<LoadResult, Cell> cell) {
    return part.result().map(cell).orElse(Cell.unknown("unknown"));
  }
}
