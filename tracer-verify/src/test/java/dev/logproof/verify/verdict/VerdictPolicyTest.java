package dev.logproof.verify.verdict;

import static dev.logproof.samples.DocumentedVerdicts.everyCombination;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.samples.DocumentedVerdicts;
import dev.logproof.verify.verdict.VerdictDecision.Verdict;
import dev.logproof.verify.verdict.VerdictPolicy.Row;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The decision table equals the documented one for every combination of conditions. */
class VerdictPolicyTest {
  private static List<Row> documented() throws IOException {
    return DocumentedVerdicts.of("verify tracers").stream()
        .map(
            row ->
                new Row(
                    Condition.valueOf(row.condition()),
                    Verdict.valueOf(row.verdict().toUpperCase(Locale.ROOT))))
        .toList();
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
    assertThat(everyCombination(Condition.class))
        .hasSize(512)
        .allSatisfy(
            cell ->
                assertThat(VerdictPolicy.decide(cell))
                    .as("%s", cell)
                    .isEqualTo(expected(rows, cell)));
  }

  @Test
  void passesOnlyWithoutAnyCondition() {
    assertThat(everyCombination(Condition.class))
        .filteredOn(cell -> VerdictPolicy.decide(cell) == Verdict.PASS)
        .containsExactly(Set.of());
  }

  @Test
  void failsOnlyOnSoundEvidenceOfABrokenRequirement() {
    assertThat(everyCombination(Condition.class))
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
