package dev.logproof.verify.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.record.result.VerdictResult.DeploymentLoss;
import dev.logproof.record.result.VerdictResult.PerDeployment;
import dev.logproof.verify.check.TracerCheck;
import dev.logproof.verify.journal.Journals;
import dev.logproof.verify.journal.LoadRuns;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of 100 tracers per source within a minute that contains several deployments. */
class DeploymentLossesTest {
  private static final Instant END = Instant.parse("2026-01-31T12:01:00Z");
  private static final Instant START = END.minusSeconds(60);

  @TempDir Path directory;

  private PerDeployment losses(List<Instant> starts, long... lost) throws IOException {
    LoadRuns.whole(directory, "run", END);
    Journals runs = Journals.since(List.of(directory), START, warning -> {});
    TracerCheck check = new TracerCheck(runs.expected(), Set.of());
    check.observeRange("run", 0, 0, 99, 1, false);
    for (long sequence = 0; sequence < 100; sequence++) {
      if (List.of(box(lost)).contains(sequence)) {
        continue;
      }
      check.observeRange("run", 1, sequence, sequence, 1, false);
    }
    return new DeploymentLosses(runs, check.outcome()).of(starts, 18).orElseThrow();
  }

  private static Long[] box(long[] numbers) {
    return Arrays.stream(numbers).boxed().toArray(Long[]::new);
  }

  @Test
  void assignsLossToDeploymentAtSendTime() throws IOException {
    // A tracer is sent every 0.6 s: 5 after 3 s, 40 after 24 s, 99 after 59.4 s.
    PerDeployment losses =
        losses(
            List.of(START.plusSeconds(6), START.plusSeconds(30), START.plusSeconds(48)),
            5,
            10,
            40,
            41,
            50,
            99);
    long six = START.plusSeconds(6).toEpochMilli();
    assertThat(losses.lostBefore()).isEqualTo(1);
    assertThat(losses.deployments())
        .containsExactly(
            new DeploymentLoss(six, 80, 3),
            new DeploymentLoss(six + 24_000, 60, 1),
            new DeploymentLoss(six + 42_000, 40, 1));
    assertThat(losses.meanLost()).isBetween(1.66, 1.67);
    assertThat(losses.meanLostHigh().orElseThrow()).isGreaterThan(1.67);
    assertThat(losses.articleLow().orElseThrow()).isLessThan(1 - 1.67 / (18 * 3600));
  }

  @Test
  void returnsEmptyWithoutDeployments() throws IOException {
    LoadRuns.whole(directory, "run", END);
    Journals runs = Journals.since(List.of(directory), START, warning -> {});
    TracerCheck check = new TracerCheck(runs.expected(), Set.of());
    assertThat(new DeploymentLosses(runs, check.outcome()).of(List.of(), 18)).isEmpty();
  }

  @Test
  void returnsNoIntervalForOneDeployment() throws IOException {
    PerDeployment losses = losses(List.of(START), 99);
    assertThat(losses.meanLost()).isEqualTo(1);
    assertThat(losses.meanLostHigh()).isEmpty();
    assertThat(losses.articleLow()).isEmpty();
  }
}
