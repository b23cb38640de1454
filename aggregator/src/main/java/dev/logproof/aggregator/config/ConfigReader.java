package dev.logproof.aggregator.config;

import dev.logproof.aggregator.config.syntax.ConfigTree;
import dev.logproof.aggregator.config.syntax.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Converts a configuration tree to the validated model. Single-use; not thread-safe. */
final class ConfigReader {
  private static final int MAX_WORKERS = 256;
  private static final String TOP_LEVEL = "the top level";
  private static final String TOP_LEVEL_SECTIONS = "<system>, <source>, <match>, <label>";

  private final Section root;
  private final ReadLog log = new ReadLog();
  private final Labels labels = new Labels();
  private final Ids ids;

  private ConfigReader(ConfigTree tree) {
    this.root = tree.root();
    this.ids = new Ids(root);
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
    SectionReader reader = new SectionReader(root, TOP_LEVEL, "", log);
    Section noSystem = new Section("system", "", root.place(), List.of(), List.of());
    int workers = workers(reader.section("system").orElse(noSystem));
    reader.sections("label").forEach(labels::add);
    SourceSections sources = new SourceSections(ids, log);
    reader.sections("source").forEach(source -> sources.read(source, labels));
    Map<String, List<Route>> routes = routes(reader.sections("match"));
    reader.finish(Map.of(), TOP_LEVEL_SECTIONS);
    if (sources.forward().isEmpty() && sources.http().isEmpty()) {
      throw ReadLog.error(
          root.place(), "there is no <source>: expected at least one of type forward or http");
    }
    labels.finish(routed(routes), log);
    sources.forward().forEach(source -> checkSpooled(source, routes));
    return new AggregatorConfig(
        workers, sources.forward(), sources.http(), routes, log.warnings(), log.settings());
  }

  /** Without a file buffer, {@code ack_on spooled} would have to wait for delivery. */
  private void checkSpooled(ForwardSource source, Map<String, List<Route>> routes) {
    if (source.ackOn() != AckOn.SPOOLED) {
      return;
    }
    for (Route route : routes.getOrDefault(source.label(), List.of())) {
      if (route.output() instanceof FirehoseOutput output
          && !output.buffer().isOnDisk()) {
        throw ReadLog.error(
            root.place(),
            "ack_on spooled of source "
                + source.id()
                + " needs a buffer on disk: set @type file in the <buffer> of "
                + output.id());
      }
    }
  }

  private int workers(Section system) {
    SectionReader reader = new SectionReader(system, "<system>", "system", log);
    int workers = reader.integer("workers", 1, 1, MAX_WORKERS);
    reader.finish(Map.of(), "none");
    return workers;
  }

  private Map<String, List<Route>> routes(List<Section> topLevel) {
    MatchSections matches = new MatchSections(ids, log);
    Map<String, List<Route>> routes = new LinkedHashMap<>();
    routes.put("", matches.read(topLevel, ""));
    labels
        .sections()
        .forEach(
            (name, label) -> {
              SectionReader reader =
                  new SectionReader(label, "<label " + name + ">", "label " + name, log);
              routes.put(name, matches.read(reader.sections("match"), name));
              reader.finish(Map.of(), "<match>");
            });
    return routes;
  }

  private static Set<String> routed(Map<String, List<Route>> routes) {
    return routes.entrySet().stream()
        .filter(entry -> !entry.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }
}
