package dev.logproof.reports.page;

import dev.logproof.reports.page.Table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Builds a table with one row per element of a list; each column makes its cells. Confined to one
 * thread.
 *
 * @param <T> type of the elements
 */
final class ListTable<T> {
  private final String source;
  private final String caption;
  private final List<T> elements;
  private final List<Column> columns = new ArrayList<>();
  private final List<Function<T, Cell>> cells = new ArrayList<>();

  private ListTable(String source, String caption, List<T> elements) {
    this.source = source;
    this.caption = caption;
    this.elements = elements;
  }

  /**
   * Starts a table without columns.
   *
   * @param source path of the list in the JSON; empty when it is not one list
   */
  static <T> ListTable<T> of(String source, String caption, List<T> elements) {
    return new ListTable<>(source, caption, elements);
  }

  /** Adds a column of plain text; {@code field} is as in {@link Column}. */
  ListTable<T> text(String title, String field, Function<T, String> text) {
    return textCell(title, field, element -> Cell.text(text.apply(element)));
  }

  /** Adds a column aligned like text. */
  ListTable<T> textCell(String title, String field, Function<T, Cell> cell) {
    return add(Column.text(title, field), cell);
  }

  /** Adds a column of counts. */
  ListTable<T> count(String title, String field, ToLongFunction<T> count) {
    return number(title, field, element -> Cell.count(count.applyAsLong(element)));
  }

  /** Adds a column aligned like numbers. */
  ListTable<T> number(String title, String field, Function<T, Cell> cell) {
    return add(Column.number(title, field), cell);
  }

  private ListTable<T> add(Column column, Function<T, Cell> cell) {
    columns.add(column);
    cells.add(cell);
    return this;
  }

  /** Builds the table. */
  Table build() {
    Table table = new Table(source, caption, columns.toArray(Column[]::new));
    for (T element : elements) {
      table.row(cells.stream().map(cell -> cell.apply(element)).toList());
    }
    return table;
  }
}
