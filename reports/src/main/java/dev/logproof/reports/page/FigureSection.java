package dev.logproof.reports.page;

import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.MeasuredTarget;
import dev.logproof.reports.figure.Figure;
import dev.logproof.reports.figure.FigureRow;
import dev.logproof.reports.page.Table.Column;
import java.util.ArrayList;
import java.util.List;

/** The closing table with the targets side by side, and the figures at the head of the page. */
final class FigureSection {
  private static final int TILES = 4;

  private FigureSection() {}

  /** A figure at the head of the page. */
  record Tile(String label, String published, List<Value> values) {}

  /** The figure of one target; {@code of} is empty when there is only one. */
  record Value(String of, String shown, String css) {}

  static Section of(ExperimentResult result, List<Figure> figures) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Open(table(figures)));
    blocks.add(
        new Block.Remark(
            "The article measured Fluentd on Fargate tasks of 4 vCPU and 8 GB; the measured columns"
                + " are of the machine named below. Unknown is never a pass. Not shown: measured,"
                + " but the measurements do not carry a figure."));
    if (!result.targets().isEmpty()) {
      blocks.add(new Block.Heading("Targets"));
      blocks.add(new Block.Open(targets(result.targets())));
    }
    return new Section("figures", "Published figures and the measured ones", blocks);
  }

  private static Table targets(List<MeasuredTarget> targets) {
    return ListTable.of("targets", "Targets", targets)
        .text("target", "name", MeasuredTarget::name)
        .text("kind", "kind", MeasuredTarget::kind)
        .textCell("version", "version", FigureSection::version)
        .textCell(
            "started by, or reached at",
            "command",
            target -> new Cell(target.command(), target.command(), "text code"))
        .build();
  }

  private static Cell version(MeasuredTarget target) {
    String version = target.version();
    return new Cell(version.isEmpty() ? "unknown" : version, version, "text");
  }

  private static Table table(List<Figure> figures) {
    List<String> targets = FigureRow.targets(figures);
    List<Column> columns = new ArrayList<>();
    columns.add(Column.text("figure", ""));
    columns.add(Column.text("published", ""));
    targets.forEach(
        target -> columns.add(Column.text(targets.size() == 1 ? "measured here" : target, "")));
    columns.add(Column.text("sample", ""));
    Table table = new Table("", "Closing table", columns.toArray(Column[]::new));
    for (FigureRow row : FigureRow.of(figures)) {
      List<Cell> cells = new ArrayList<>();
      cells.add(Cell.text(row.name()));
      cells.add(Cell.text(row.article()));
      for (String target : targets) {
        cells.add(row.of(target).map(FigureSection::measured).orElse(Cell.text("–")));
      }
      cells.add(new Cell(row.notes("\n"), row.notes("\n"), "text note"));
      table.row(cells);
    }
    return table;
  }

  private static Cell measured(Figure figure) {
    return new Cell(figure.shown(), figure.shown(), "text measured " + css(figure));
  }

  private static String css(Figure figure) {
    return figure.state() == Figure.State.KNOWN ? "known" : "unknown";
  }

  /** Figures that a reader asks for first, as far as the run has them. */
  static List<Tile> tiles(List<Figure> figures) {
    boolean one = FigureRow.targets(figures).size() == 1;
    return FigureRow.of(figures).stream()
        .filter(row -> !row.name().startsWith("messages") && !row.name().endsWith("on one task"))
        .limit(TILES)
        .map(
            row ->
                new Tile(
                    row.name(),
                    row.article(),
                    row.figures().stream()
                        .map(f -> new Value(one ? "" : f.target(), f.shown(), css(f)))
                        .toList()))
        .toList();
  }
}
