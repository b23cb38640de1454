package dev.logproof.reports.figure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One figure of all targets.
 *
 * @param figures one per target that has it
 */
public record FigureRow(String name, String article, List<Figure> figures) {
  /** Copies the list. */
  public FigureRow {
    figures = List.copyOf(figures);
  }

  /** Groups figures of one name, in order of their first appearance. */
  public static List<FigureRow> of(List<Figure> figures) {
    Map<String, List<Figure>> byName = new LinkedHashMap<>();
    figures.forEach(f -> byName.computeIfAbsent(f.name(), name -> new ArrayList<>()).add(f));
    return byName.values().stream()
        .map(all -> new FigureRow(all.get(0).name(), all.get(0).article(), all))
        .toList();
  }

  /** Names of the targets, in order. */
  public static List<String> targets(List<Figure> figures) {
    return figures.stream().map(Figure::target).distinct().toList();
  }

  /** Figure of a target. */
  public Optional<Figure> of(String target) {
    return figures.stream().filter(figure -> figure.target().equals(target)).findFirst();
  }

  /** Notes of all targets; each is named when there are several. */
  public String notes(String separator) {
    return figures.stream()
        .filter(figure -> !figure.note().isEmpty())
        .map(figure -> figures.size() == 1 ? figure.note() : figure.target() + ": " + figure.note())
        .collect(Collectors.joining(separator));
  }
}
