package dev.logproof.reports.figure;

import static dev.logproof.samples.DocumentedVerdicts.everyCombination;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.ExperimentResult.Deployment;
import dev.logproof.record.result.ExperimentResult.Stop;
import dev.logproof.reports.SampleRun;
import dev.logproof.samples.DocumentedVerdicts;
import dev.logproof.samples.DocumentedVerdicts.Row;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Verdicts equal the documented table for every combination of conditions. */
class RunVerdictTest {
  private static final String BALANCED = "accounting: received=7 delivered=7 rejected=0 pending=0";

  private static Map<RunCondition, String> documented() throws IOException {
    Map<RunCondition, String> rows = new LinkedHashMap<>();
    for (Row row : DocumentedVerdicts.of("report")) {
      rows.put(RunCondition.valueOf(row.condition()), row.verdict());
    }
    return rows;
  }

  @Test
  void decidesEveryCellAsDocumented() throws IOException {
    Map<RunCondition, String> rows = documented();
    assertThat(rows.keySet()).containsExactly(RunCondition.values());
    assertThat(everyCombination(RunCondition.class))
        .hasSize(4096)
        .allSatisfy(
            cell ->
                assertThat(RunCondition.decide(cell))
                    .as("%s", cell)
                    .isEqualTo(
                        rows.entrySet().stream()
                            .filter(row -> cell.contains(row.getKey()))
                            .map(Map.Entry::getValue)
                            .findFirst()
                            .orElse("pass")));
  }

  @Test
  void passesOnlyWithoutAnyCondition() {
    assertThat(everyCombination(RunCondition.class))
        .filteredOn(cell -> RunCondition.decide(cell).equals("pass"))
        .containsExactly(Set.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          false |   0 | accounting: received=7 delivered=7 rejected=0 pending=0 | pass
          false |   0 | accounting: received=7 (copied=7) delivered=14 rejected=0 pending=0 | pass
          false |   0 | accounting: received=9 (recovered=2) delivered=7 rejected=2 (size=2) pending=0 | pass
          true  | 137 | accounting: received=7 delivered=7 rejected=0 pending=0 | fail
          true  | 137 | | fail
          false |   1 | accounting: received=40000 delivered=0 rejected=0 pending=40000 | fail
          false |   0 | accounting: received=40000 delivered=0 rejected=0 pending=40000 | fail
          false |   1 | accounting: received=9 delivered=0 rejected=0 pending=9 (spooled=8) | fail
          false |   1 | accounting: received=9 delivered=0 rejected=0 pending=9 (spooled=9) | unknown
          false |   1 | accounting: received=7 delivered=7 rejected=0 pending=0 | unknown
          false |  70 | accounting: received=7 delivered=7 rejected=0 pending=0 | fail
          false | 143 | | fail
          false |   0 | | unknown
          false |   0 | accounting: received=7 | unknown
          false |   0 | accounting: received=8 delivered=7 rejected=0 pending=0 | unknown
          false |   0 | accounting: received=8 delivered=7 rejected=0 pending=1 (spooled=2) | unknown
          """)
  void decidesByTaskStops(boolean killed, int exitCode, String accounting, String word) {
    Stop bad = stop(killed, exitCode, accounting == null ? "" : accounting);
    ExperimentResult result = with(List.of(stop(false, 0, BALANCED), bad));
    RunVerdict verdict = RunVerdict.of(result, ClosingTable.of(result));
    assertThat(verdict.word()).as(verdict.sentence()).isEqualTo(word);
    if (!word.equals("pass")) {
      assertThat(verdict.sentence()).contains("deployment 1", "aggregator");
    }
  }

  @Test
  void isUnknownWhenNoStopWasSeen() {
    ExperimentResult result = with(List.of());
    assertThat(RunVerdict.of(result, ClosingTable.of(result)))
        .isEqualTo(new RunVerdict("unknown", "deployment 1 records no stop of a task"));
  }

  private static Stop stop(boolean killed, int exitCode, String accounting) {
    return new Stop("aggregator-1", 1_767_323_045_000L, 2_345, killed, exitCode, accounting);
  }

  private static ExperimentResult with(List<Stop> stops) {
    Deployment sample = SampleRun.deployment(1, 0, 0, "pass");
    return SampleRun.run("complete", 1)
        .found(SampleRun.sweep())
        .found(List.of(new Deployment("ours", 1, sample.load(), sample.verdict(), stops)))
        .plan(SampleRun.plan("measured"))
        .build();
  }
}
