package dev.logproof.reports.page;

import dev.logproof.reports.page.chart.Drawing;
import java.util.List;

/** A part of a section; the template recognizes each kind by its field. */
sealed interface Block {
  /** Running text. */
  record Paragraph(String paragraph) implements Block {}

  /** Small print. */
  record Remark(String remark) implements Block {}

  /** Says what the run does not hold. */
  record Missing(String missing) implements Block {}

  /** Heading within a section. */
  record Heading(String heading) implements Block {}

  /** List of sentences. */
  record Items(List<String> items) implements Block {}

  /** Table that is always open. */
  record Open(Table table) implements Block {}

  /** Table behind a fold. */
  record Folded(Table folded) implements Block {}

  /** Remarks and a table behind a fold. */
  record More(String more, boolean open, List<String> remarks, Table stops) implements Block {}

  /** Chart with a caption; its tables follow. */
  record Chart(String svg, String caption) implements Block {
    static Chart of(Drawing drawing, String caption) {
      return new Chart(drawing.markup(), caption);
    }
  }
}
