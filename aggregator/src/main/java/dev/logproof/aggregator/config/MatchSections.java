package dev.logproof.aggregator.config;

import dev.logproof.aggregator.config.syntax.Section;
import dev.logproof.aggregator.routing.TagPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads {@code <match>} and {@code <filter>} sections. Not thread-safe. */
record MatchSections(Ids ids, Labels labels, ReadLog log, FilterSections filters) {
  private static final List<String> TYPES =
      Stream.concat(
              OutputSections.TYPES.stream(), Stream.of("copy", "relabel", RewriteSection.TYPE))
          .toList();

  /** Warns of unreachable sections. */
  List<Match> read(List<Section> sections, String label) {
    List<Match> matches = new ArrayList<>();
    for (Section section : sections) {
      if (section.name().equals("filter") && OperationalPlugins.counts(section, log)) {
        continue;
      }
      log.attempt(() -> match(section, label))
          .ifPresent(
              match -> {
                warnIfUnreachable(section, match, matches);
                matches.add(match);
              });
    }
    warnOfFiltersAtEnd(matches, label);
    return matches;
  }

  private void warnOfFiltersAtEnd(List<Match> matches, String label) {
    for (int at = matches.size() - 1; at >= 0; at--) {
      if (!(matches.get(at) instanceof Match.Filter filter)) {
        return;
      }
      log.warn(
          filter.place(),
          "<filter " + filter.pattern() + ">",
          "no event passes this filter: there is no <match> behind it"
              + (label.isEmpty() ? "" : " in " + label));
    }
  }

  private void warnIfUnreachable(Section section, Match match, List<Match> before) {
    before.stream()
        .filter(earlier -> !(earlier instanceof Match.Filter))
        .filter(earlier -> earlier.pattern().matchesEverything())
        .findFirst()
        .ifPresent(
            earlier ->
                log.warn(
                    section.place(),
                    "<" + section.name() + " " + match.pattern() + ">",
                    "no event reaches this section: <match "
                        + earlier.pattern()
                        + "> before it matches everything"));
  }

  private Match match(Section section, String label) {
    TagPattern pattern = pattern(section);
    String heading = section.name() + " " + pattern + (label.isEmpty() ? "" : " in " + label);
    if (section.name().equals("filter")) {
      return new Match.Filter(pattern, filters.read(section, heading), section.place());
    }
    if (OperationalPlugins.counts(section, log)) {
      return new Match.ToOutput(pattern, OperationalPlugins.counted(section, ids));
    }
    PluginSection plugin =
        PluginSection.open(section, heading, TYPES, UnsupportedPlugins::output, log, ids);
    return switch (plugin.type()) {
      case "relabel" -> new Match.ToLabel(pattern, labels.relabel(plugin), plugin.reader().place());
      case "copy" ->
          new Match.ToOutput(pattern, new CopySection(ids, labels, label, log).read(plugin));
      case RewriteSection.TYPE ->
          new Match.ToOutput(pattern, RewriteSection.read(plugin, labels, label));
      default -> new Match.ToOutput(pattern, OutputSections.read(plugin, log));
    };
  }

  private TagPattern pattern(Section section) {
    try {
      return TagPattern.parse(section.argument().isEmpty() ? "**" : section.argument());
    } catch (IllegalArgumentException e) {
      log.report(
          ReadLog.error(
              section.place(),
              "<" + section.name() + " " + section.argument() + ">: " + e.getMessage()));
      return TagPattern.parse("unreadable");
    }
  }
}
