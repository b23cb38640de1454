package dev.logproof.reports.figure;

import java.util.List;
import java.util.Locale;

/** Formats the closing table for a terminal. */
public final class TextTable {
  private TextTable() {}

  /** Formats aligned columns; every line ends with a line break. */
  public static String of(List<Figure> figures) {
    int name = width(figures.stream().map(Figure::name).toList(), "figure");
    int article = width(figures.stream().map(Figure::article).toList(), "article");
    int measured = width(figures.stream().map(Figure::shown).toList(), "measured");
    String format = "%-" + name + "s  %-" + article + "s  %-" + measured + "s  %s%n";
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, format, "figure", "article", "measured", ""));
    for (Figure figure : figures) {
      text.append(
          String.format(
              Locale.ROOT, format, figure.name(), figure.article(), figure.shown(), figure.note()));
    }
    return text.toString().replaceAll(" +(?=\\R)", "");
  }

  private static int width(List<String> values, String heading) {
    return Math.max(heading.length(), values.stream().mapToInt(String::length).max().orElse(0));
  }
}
