package dev.logproof.aggregator.config;

import dev.logproof.aggregator.config.syntax.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sources, labels, filters and matches of the top level, with those of {@code <worker>}
 * sections. The aggregator is one process, so sections of one worker apply to all events; that
 * changes nothing when there is one worker or the section holds sources only.
 */
record WorkerSections(List<Section> sources, List<Section> labels, List<Section> matches) {
  private static final Pattern RANGE = Pattern.compile("(\\d{1,4})(?:-(\\d{1,4}))?");

  static WorkerSections read(SectionReader topLevel, int workers) {
    WorkerSections all =
        new WorkerSections(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    all.add(topLevel);
    for (Section worker : topLevel.sections("worker")) {
      topLevel.log().attemptAll(() -> checkNumber(worker, workers));
      String shown = "<worker " + worker.argument() + ">";
      SectionReader reader = new SectionReader(worker, shown, shown, topLevel.log());
      if (workers > 1 && worker.sections().stream().anyMatch(part -> !isSource(part))) {
        reader.report(
            Remedy.REWRITE,
            "only <source> is supported with workers above 1: write <match> at the top level or"
                + " in a <label>, and set @label in the sources of this worker");
      }
      all.add(reader);
      reader.finish(Map.of(), "<source>, <filter>, <match>, <label>");
    }
    return all;
  }

  private void add(SectionReader reader) {
    sources.addAll(reader.sections("source"));
    labels.addAll(reader.sections("label"));
    matches.addAll(reader.sections("match", "filter"));
  }

  private static boolean isSource(Section part) {
    return part.name().equals("source");
  }

  private static void checkNumber(Section worker, int workers) {
    Matcher range = RANGE.matcher(worker.argument());
    boolean valid = range.matches();
    if (valid) {
      int first = Integer.parseInt(range.group(1));
      int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
      valid = first <= last && last < workers;
    }
    if (!valid) {
      throw ReadLog.error(
          worker.place(),
          "<worker "
              + worker.argument()
              + ">: expected a worker from 0 to "
              + (workers - 1)
              + ", or a range such as 0-1; <system> workers is "
              + workers);
    }
  }
}
