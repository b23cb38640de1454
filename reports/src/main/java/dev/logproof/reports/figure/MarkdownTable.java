package dev.logproof.reports.figure;

import java.util.ArrayList;
import java.util.List;

/** Formats the closing table for a pull request. */
public final class MarkdownTable {
  private MarkdownTable() {}

  /** Formats the verdict and the table; every line ends with a line feed. */
  public static String of(String heading, String word, String sentence, List<Figure> figures) {
    List<String> targets = FigureRow.targets(figures);
    StringBuilder text = new StringBuilder(heading(heading, word, sentence));
    List<String> columns = new ArrayList<>(List.of("figure", "published"));
    columns.addAll(targets.size() == 1 ? List.of("measured") : targets);
    columns.add("sample");
    line(text, columns);
    text.append("|").append(" --- |".repeat(columns.size())).append('\n');
    for (FigureRow row : FigureRow.of(figures)) {
      List<String> cells = new ArrayList<>(List.of(row.name(), row.article()));
      targets.forEach(target -> cells.add(row.of(target).map(Figure::shown).orElse("–")));
      cells.add(row.notes("; "));
      line(text, cells);
    }
    return text.toString();
  }

  /** Formats the heading and the verdict. */
  public static String heading(String heading, String word, String sentence) {
    return "### " + cell(heading) + ": " + cell(word) + "\n\n" + cell(sentence) + "\n\n";
  }

  /** Appends a row. */
  public static void line(StringBuilder text, List<String> cells) {
    text.append('|');
    cells.forEach(value -> text.append(' ').append(cell(value)).append(" |"));
    text.append('\n');
  }

  /** Escapes what Markdown or HTML would interpret, and keeps a cell on its line. */
  static String cell(String text) {
    StringBuilder escaped = new StringBuilder();
    for (char c : text.strip().toCharArray()) {
      switch (c) {
        case '\n', '\r', '\t' -> escaped.append(' ');
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '&' -> escaped.append("&amp;");
        case '|', '\\', '`', '*', '_', '[', ']', '#', '!', '~', '@' ->
            escaped.append('\\').append(c);
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
