package dev.logproof.aggregator.config;

import dev.logproof.aggregator.config.syntax.SourceLocation;
import dev.logproof.aggregator.routing.TagPattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Replaces each {@code relabel} output by the routes of its label, behind the filters of both.
 * Events that match none of them are unmatched, and do not go on to later sections. Not
 * thread-safe.
 */
final class Relabeling {
  private static final int MAX_ROUTES = 1_000;
  private static final int MAX_DEPTH = 16;

  private final Map<String, List<Match>> byLabel;
  private final ReadLog log;
  private final Map<String, SourceLocation> places;
  private final List<String> open = new ArrayList<>();

  private Relabeling(
      Map<String, List<Match>> byLabel, Map<String, SourceLocation> places, ReadLog log) {
    this.byLabel = byLabel;
    this.places = places;
    this.log = log;
  }

  /** Follows the matches of {@code byLabel}; {@code places} are those of the labels. */
  static Map<String, List<Route>> routes(
      Map<String, List<Match>> byLabel, Map<String, SourceLocation> places, ReadLog log) {
    Relabeling relabeling = new Relabeling(byLabel, places, log);
    Map<String, List<Route>> routes = new LinkedHashMap<>();
    byLabel.keySet().forEach(label -> routes.put(label, relabeling.routes(label)));
    if (!log.hasProblems()) {
      byLabel.keySet().forEach(label -> relabeling.checkCopies(label, routes));
    }
    return routes;
  }

  /** Rejects copies that lead back to their own label: an event would be copied without end. */
  private void checkCopies(String label, Map<String, List<Route>> routes) {
    Set<String> reached = new LinkedHashSet<>();
    List<String> next = new ArrayList<>(List.of(label));
    while (!next.isEmpty()) {
      List<String> labels =
          next.stream()
              .flatMap(from -> routes.getOrDefault(from, List.of()).stream())
              .map(Route::output)
              .filter(CopyOutput.class::isInstance)
              .flatMap(output -> ((CopyOutput) output).relabels())
              .toList();
      next = labels.stream().filter(reached::add).toList();
    }
    if (reached.contains(label)) {
      log.report(
          ReadLog.error(
              places.getOrDefault(label, new SourceLocation("", 0)),
              "copy and relabel in a circle: events of "
                  + (label.isEmpty() ? "the top level" : label)
                  + " would come back to it"));
    }
  }

  private List<Route> routes(String label) {
    List<Route> routes = new ArrayList<>();
    List<TagPattern> relabelled = new ArrayList<>();
    List<FilterRule> filters = new ArrayList<>();
    open.add(label);
    for (Match match : byLabel.getOrDefault(label, List.of())) {
      if (match instanceof Match.ToOutput output) {
        TagPattern pattern = without(output.pattern(), relabelled);
        routes.add(new Route(pattern, filters, output.output()));
      } else if (match instanceof Match.Filter filter) {
        filters.add(new FilterRule(filter.pattern(), filter.filter()));
      } else if (match instanceof Match.ToLabel to) {
        for (Route inner : follow(to)) {
          TagPattern both = inner.pattern().and(to.pattern());
          List<FilterRule> passed =
              Stream.concat(filters.stream(), inner.filters().stream()).toList();
          routes.add(new Route(without(both, relabelled), passed, inner.output()));
        }
        relabelled.add(to.pattern());
      }
    }
    open.remove(label);
    return routes;
  }

  private List<Route> follow(Match.ToLabel to) {
    if (open.contains(to.label())) {
      log.report(
          ReadLog.error(
              to.place(),
              "relabel in a circle: events of "
                  + String.join(" and ", open)
                  + " would come back to "
                  + to.label()));
      return List.of();
    }
    if (open.size() == MAX_DEPTH) {
      log.report(ReadLog.error(to.place(), "relabel more than " + MAX_DEPTH + " deep"));
      return List.of();
    }
    List<Route> routes = routes(to.label());
    if (routes.size() > MAX_ROUTES) {
      log.report(
          ReadLog.error(to.place(), "relabel leads to more than " + MAX_ROUTES + " outputs"));
      return List.of();
    }
    return routes;
  }

  private static TagPattern without(TagPattern pattern, List<TagPattern> others) {
    TagPattern rest = pattern;
    for (TagPattern other : others) {
      rest = rest.andNot(other);
    }
    return rest;
  }
}
