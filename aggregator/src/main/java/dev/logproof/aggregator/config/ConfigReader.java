package dev.logproof.aggregator.config;

import dev.logproof.aggregator.config.syntax.ConfigTree;
import dev.logproof.aggregator.config.syntax.Section;
import dev.logproof.aggregator.config.syntax.SourceLocation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Converts a configuration tree to the validated model. Single-use; not thread-safe. */
final class ConfigReader {
  private static final String TOP_LEVEL = "the top level";
  private static final String TOP_LEVEL_SECTIONS =
      "<system>, <source>, <filter>, <match>, <label>, <worker>";

  private final Section root;
  private final ReadLog log = new ReadLog();
  private final Labels labels = new Labels();
  private final Ids ids;

  private ConfigReader(ConfigTree tree) {
    this.root = tree.root();
    tree.errors().forEach(error -> log.reportUnreadable(error.place(), error.message()));
    this.ids = new Ids(root, log);
    tree.notes().forEach(note -> log.warn(note.place(), TOP_LEVEL, note.message()));
  }

  static AggregatorConfig read(ConfigTree tree) {
    return new ConfigReader(tree).read();
  }

  static List<ParameterDoc> parameters(ConfigTree tree) {
    ConfigReader reader = new ConfigReader(tree);
    reader.read();
    return List.copyOf(reader.log.parameters());
  }

  private AggregatorConfig read() {
    if (root.parameters().isEmpty() && root.sections().isEmpty() && !log.hasProblems()) {
      throw ReadLog.error(
          root.place(), "the configuration is empty: expected <source> and <match> sections");
    }
    SectionReader reader = new SectionReader(root, TOP_LEVEL, "", log);
    int workers = SystemSection.read(reader);
    WorkerSections parts = WorkerSections.read(reader, workers);
    parts.labels().forEach(label -> log.attemptAll(() -> labels.add(label)));
    SourceSections sections = new SourceSections(ids, log);
    parts.sources().forEach(source -> sections.read(source, labels));
    Sources sources = sections.sources();
    Map<String, List<Route>> routes = routes(parts.matches());
    reader.finish(Map.of(), TOP_LEVEL_SECTIONS);
    if (!log.hasProblems() && sources.isEmpty()) {
      throw ReadLog.error(
          root.place(),
          "there is no <source>: expected at least one of type forward, http or unix");
    }
    sources.forward().forEach(source -> checkSpooled(source, routes));
    log.failIfProblems();
    labels.finish(routed(routes), log);
    return new AggregatorConfig(
        workers, sources, sections.monitors(), routes, log.warnings(), log.settings());
  }

  /** Without a file buffer, {@code ack_on spooled} would have to wait for delivery. */
  private void checkSpooled(ForwardSource source, Map<String, List<Route>> routes) {
    if (source.ackOn() != AckOn.SPOOLED) {
      return;
    }
    Route.reached(source.label(), routes).stream()
        .filter(output -> output.bufferIfAny().filter(buffer -> !buffer.isOnDisk()).isPresent())
        .forEach(
            output ->
                log.report(
                    ReadLog.error(
                        root.place(),
                        "ack_on spooled of source "
                            + source.id()
                            + " needs a buffer on disk: set @type file in the <buffer> of "
                            + output.id())));
  }

  private Map<String, List<Route>> routes(List<Section> topMatches) {
    MatchSections matches = new MatchSections(ids, labels, log, new FilterSections(ids, log));
    Map<String, List<Match>> byLabel = new LinkedHashMap<>();
    byLabel.put("", matches.read(topMatches, ""));
    labels
        .sections()
        .forEach(
            (name, label) -> {
              SectionReader reader =
                  new SectionReader(label, "<label " + name + ">", "label " + name, log);
              byLabel.put(name, matches.read(reader.sections("match", "filter"), name));
              reader.finish(Map.of(), "<match>, <filter>");
            });
    Map<String, SourceLocation> places = new LinkedHashMap<>(Map.of("", root.place()));
    labels.sections().forEach((name, label) -> places.put(name, label.place()));
    return Relabeling.routes(byLabel, places, log);
  }

  private static Set<String> routed(Map<String, List<Route>> routes) {
    return routes.entrySet().stream()
        .filter(entry -> !entry.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }
}
