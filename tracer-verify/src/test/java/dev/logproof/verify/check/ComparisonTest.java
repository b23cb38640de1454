package dev.logproof.verify.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.record.tracer.SequenceRanges;
import dev.logproof.record.tracer.Tracer;
import dev.logproof.verify.check.ExpectedRun.Firmness;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Agreement and disagreement of engines. */
class ComparisonTest {
  private static TracerCheck check(Consumer<TracerCheck> findings) {
    ExpectedRun run =
        new ExpectedRun(
            "run",
            List.of(
                new ExpectedRun.Source(200, SequenceRanges.firstOf(150), 210),
                new ExpectedRun.Source(70, SequenceRanges.firstOf(70), 70)),
            Firmness.ALL_ATTEMPTED);
    TracerCheck check = new TracerCheck(List.of(run), Set.of("earlier"));
    findings.accept(check);
    return check;
  }

  @Test
  void findsNoDifferenceBetweenRangesAndSingleSightings() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      int source = random.nextInt(3);
      int first = random.nextInt(220);
      int last = first + random.nextInt(30);
      int copies = 1 + random.nextInt(3);
      boolean late = random.nextBoolean();
      Outcome byRange =
          check(it -> it.observeRange("run", source, first, last, copies, late)).outcome();
      Outcome oneByOne =
          check(
                  it -> {
                    for (int copy = 0; copy < copies; copy++) {
                      for (int sequence = first; sequence <= last; sequence++) {
                        it.observe(new Tracer("run", source, sequence, 1), late);
                      }
                    }
                  })
              .outcome();
      assertThat(Comparison.differences("one", oneByOne, "other", byRange))
          .as("seed %d round %d", seed, round)
          .isEmpty();
    }
  }

  @Test
  void reportsEveryKindOfDifference() {
    Outcome one =
        check(
                it -> {
                  it.observeRange("run", 0, 0, 199, 1, false);
                  it.observeRange("run", 1, 0, 68, 2, true);
                })
            .outcome();
    Outcome other =
        check(
                it -> {
                  it.observeRange("run", 0, 10, 199, 1, false);
                  it.observeRange("run", 1, 0, 69, 1, false);
                  it.observeRange("run", 7, 0, 1, 1, false);
                  it.observeCorrupt(4);
                  it.observeOthers("foreign", 5);
                  it.observeOthers("earlier", 6);
                })
            .outcome();
    assertThat(Comparison.differences("scan", one, "athena", other))
        .containsExactly(
            "scan and athena disagree: observed 269 and 260",
            "scan and athena disagree: lost 1 and 10",
            "scan and athena disagree: lost although accepted 1 and 10",
            "scan and athena disagree: duplicated 69 and 0",
            "scan and athena disagree: corrupt 0 and 4",
            "scan and athena disagree: late 69 and 0",
            "scan and athena disagree: of earlier runs 0 and 6",
            "scan and athena disagree: of unknown runs 0 and 5",
            "scan and athena disagree: never sent 0 and 2",
            "scan says lost: run run source 1: 69",
            "athena says lost: run run source 0: 0..9",
            "scan says duplicated: run run source 1: 0..68");
  }
}
