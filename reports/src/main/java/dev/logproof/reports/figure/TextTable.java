package dev.logproof.reports.figure;

import java.util.ArrayList;
import java.util.List;

/** Formats the closing table for a terminal: one column per target. */
public final class TextTable {
  private TextTable() {}

  /** Formats aligned columns; every line ends with a line break. */
  public static String of(List<Figure> figures) {
    List<String> targets = FigureRow.targets(figures);
    List<List<String>> lines = new ArrayList<>();
    List<String> heading = new ArrayList<>(List.of("figure", "published"));
    heading.addAll(targets.size() == 1 ? List.of("measured") : targets);
    heading.add("");
    lines.add(heading);
    for (FigureRow row : FigureRow.of(figures)) {
      List<String> line = new ArrayList<>(List.of(row.name(), row.article()));
      targets.forEach(target -> line.add(row.of(target).map(Figure::shown).orElse("–")));
      line.add(row.notes("; "));
      lines.add(line);
    }
    return aligned(lines);
  }

  private static String aligned(List<List<String>> lines) {
    StringBuilder text = new StringBuilder();
    for (List<String> line : lines) {
      StringBuilder row = new StringBuilder();
      for (int column = 0; column < line.size() - 1; column++) {
        int at = column;
        int width = lines.stream().mapToInt(l -> l.get(at).length()).max().orElse(0);
        row.append(line.get(column)).append(" ".repeat(width - line.get(column).length() + 2));
      }
      row.append(line.get(line.size() - 1));
      text.append(row.toString().stripTrailing()).append(System.lineSeparator());
    }
    return text.toString();
  }
}
