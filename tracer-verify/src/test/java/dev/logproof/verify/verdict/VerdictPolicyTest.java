package dev.logproof.verify.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.verify.verdict.VerdictDecision.Verdict;
import dev.logproof.verify.verdict.VerdictPolicy.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The decision table equals the documented one for every combination of conditions. */
class VerdictPolicyTest {
  private static final Path PAGE = Path.of("../docs/decisions/001-verdict.md");
  private static final Pattern ROW =
      Pattern.compile("\\| (\\d+) \\| `([A-Z_]+)` \\| (pass|fail|unknown) \\|.*");

  /** Checks that the rows are numbered consecutively. */
  private static List<Row> documented() throws IOException {
    List<Row> rows = new ArrayList<>();
    boolean here = false;
    for (String line : Files.readAllLines(PAGE)) {
      here = line.startsWith("#") ? line.contains("`verify tracers`") : here;
      Matcher row = ROW.matcher(line);
      if (here && row.matches()) {
        assertThat(row.group(1)).isEqualTo(Integer.toString(rows.size() + 1));
        rows.add(
            new Row(
                Condition.valueOf(row.group(2)),
                Verdict.valueOf(row.group(3).toUpperCase(Locale.ROOT))));
      }
    }
    return rows;
  }

  private static List<Set<Condition>> everyCombination() {
    List<Set<Condition>> cells = new ArrayList<>(List.of(Set.of()));
    for (Condition condition : Condition.values()) {
      for (Set<Condition> without : List.copyOf(cells)) {
        Set<Condition> with = EnumSet.of(condition);
        with.addAll(without);
        cells.add(with);
      }
    }
    return cells;
  }

  private static Verdict expected(List<Row> rows, Set<Condition> cell) {
    for (Row row : rows) {
      if (cell.contains(row.condition())) {
        return row.verdict();
      }
    }
    return Verdict.PASS;
  }

  @Test
  void documentsEveryConditionOnceInItsOrder() throws IOException {
    assertThat(documented())
        .isEqualTo(VerdictPolicy.TABLE)
        .extracting(Row::condition)
        .containsExactly(Condition.values());
  }

  @Test
  void decidesEveryCellAsDocumented() throws IOException {
    List<Row> rows = documented();
    assertThat(everyCombination())
        .hasSize(512)
        .allSatisfy(
            cell ->
                assertThat(VerdictPolicy.decide(cell))
                    .as("%s", cell)
                    .isEqualTo(expected(rows, cell)));
  }

  @Test
  void passesOnlyWithoutAnyCondition() {
    assertThat(everyCombination())
        .filteredOn(cell -> VerdictPolicy.decide(cell) == Verdict.PASS)
        .containsExactly(Set.of());
  }

  @Test
  void failsOnlyOnSoundEvidenceOfABrokenRequirement() {
    assertThat(everyCombination())
        .allSatisfy(
            cell ->
                assertThat(VerdictPolicy.decide(cell) == Verdict.FAIL)
                    .as("%s", cell)
                    .isEqualTo(
                        cell.contains(Condition.REQUIREMENT_BROKEN)
                            && !cell.contains(Condition.EVIDENCE_UNSOUND)
                            && !cell.contains(Condition.NOTHING_READ)));
  }
}
