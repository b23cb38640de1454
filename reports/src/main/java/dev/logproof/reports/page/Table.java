package dev.logproof.reports.page;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of the page. Its rows are those of a list in the embedded JSON, in the same order, so
 * that every cell can be compared. Confined to one thread.
 */
final class Table {
  private final String source;
  private final String caption;
  private final List<Column> columns;
  private final List<List<Cell>> rows = new ArrayList<>();

  /**
   * Starts a table.
   *
   * @param source path of the list in the JSON; empty when it is not one list
   */
  Table(String source, String caption, Column... columns) {
    this.source = source;
    this.caption = caption;
    this.columns = List.of(columns);
  }

  /**
   * A column.
   *
   * @param field path in an element of the list; empty when it is derived
   * @param css {@code text} for text, which is aligned to the left
   */
  record Column(String title, String field, String css) {
    static Column text(String title, String field) {
      return new Column(title, field, "text");
    }

    static Column number(String title, String field) {
      return new Column(title, field, "");
    }
  }

  /** Starts a table of names and values, which {@link #fact} adds. */
  static Table ofFacts(String caption, String name, String value) {
    return new Table("", caption, Column.text(name, ""), Column.text(value, ""));
  }

  Table fact(String name, String value) {
    return row(Cell.text(name), Cell.text(value));
  }

  Table row(Cell... cells) {
    return row(List.of(cells));
  }

  Table row(List<Cell> cells) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException(caption + ": " + cells.size() + " cells");
    }
    rows.add(cells);
    return this;
  }

  String source() {
    return source;
  }

  String caption() {
    return caption;
  }

  List<Column> columns() {
    return columns;
  }

  List<List<Cell>> rows() {
    return rows;
  }

  boolean hasRows() {
    return !rows.isEmpty();
  }

  /** Number of rows, for the summary of a folded table. */
  String size() {
    return Numbers.count(rows.size()) + (rows.size() == 1 ? " row" : " rows");
  }
}
