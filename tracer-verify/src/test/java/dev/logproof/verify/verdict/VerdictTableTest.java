package dev.logproof.verify.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.verify.check.Outcome;
import dev.logproof.verify.check.Outcome.Unexpected;
import dev.logproof.verify.verdict.VerdictDecision.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Compares the verdict for every combination of facts with an oracle that enumerates the possible
 * final figures.
 */
class VerdictTableTest {
  private static final long ATTEMPTED = 1_000;

  /** Facts about a run, its scan and its figures. */
  private record Facts(
      boolean invalid,
      CutOff cutOff,
      boolean silent,
      boolean unread,
      boolean nothingRead,
      ScanEnd end,
      long lost,
      long corrupt,
      long neverSent,
      long duplicated) {
    boolean isArriving() {
      return unread || end != ScanEnd.SETTLED;
    }

    long firmLost() {
      return switch (cutOff) {
        case NO -> lost;
        case ACKNOWLEDGED -> lost / 2;
        case UNACKNOWLEDGED -> 0;
      };
    }
  }

  /** How a run ended. */
  private enum CutOff {
    NO,
    ACKNOWLEDGED,
    UNACKNOWLEDGED
  }

  /** Possible final figures. */
  private record World(long lost, long corrupt, long neverSent, long duplicated) {}

  /** A requirement and its meaning as a predicate. */
  private record Demand(Requirements requirements, Predicate<World> met) {
    static Demand threshold(String text, Predicate<World> met) {
      return new Demand(new Requirements(List.of(Threshold.parse(text))), met);
    }
  }

  private static final Predicate<World> UNDAMAGED =
      world -> world.corrupt() == 0 && world.neverSent() == 0;

  private static final List<Demand> ASKED =
      List.of(
          new Demand(Requirements.NONE, UNDAMAGED.and(world -> world.lost() == 0)),
          Demand.threshold("lost<=5", UNDAMAGED.and(world -> world.lost() <= 5)),
          Demand.threshold("lost<=0.1%", UNDAMAGED.and(world -> world.lost() <= 1)),
          Demand.threshold("reliability>=99.9%", UNDAMAGED.and(world -> world.lost() <= 1)),
          Demand.threshold(
              "duplicated<=2",
              UNDAMAGED.and(world -> world.lost() == 0 && world.duplicated() <= 2)),
          Demand.threshold(
              "corrupt<=1",
              world -> world.neverSent() == 0 && world.lost() == 0 && world.corrupt() <= 1));

  private static List<Facts> everyCombination() {
    List<Facts> all = new ArrayList<>();
    for (int bits = 0; bits < 1 << 4; bits++) {
      for (CutOff cutOff : CutOff.values()) {
        for (ScanEnd end : ScanEnd.values()) {
          for (long lost : new long[] {0, 1, 2, 6, 20}) {
            for (int found = 0; found < 1 << 3; found++) {
              all.add(
                  new Facts(
                      (bits & 1) != 0,
                      cutOff,
                      (bits & 2) != 0,
                      (bits & 4) != 0,
                      (bits & 8) != 0,
                      end,
                      lost,
                      found & 1,
                      found >> 1 & 1,
                      3L * (found >> 2 & 1)));
            }
          }
        }
      }
    }
    return all;
  }

  private static VerdictDecision decide(Facts facts, Requirements requirements) {
    Outcome outcome =
        new Outcome(
            ATTEMPTED,
            ATTEMPTED,
            ATTEMPTED - facts.lost(),
            facts.lost(),
            facts.lost(),
            new Outcome.Firm(
                facts.firmLost(),
                facts.firmLost(),
                facts.cutOff() == CutOff.NO ? facts.neverSent() : 0),
            0,
            facts.duplicated(),
            new Unexpected(0, 0, List.of(), facts.neverSent()),
            facts.corrupt(),
            0,
            Outcome.Ranges.NONE);
    Evidence evidence =
        new Evidence(
            when(facts.invalid()),
            when(facts.cutOff() != CutOff.NO),
            when(facts.silent()),
            new Evidence.Scanned(
                when(facts.unread()), List.of(), facts.nothingRead() ? 0 : 3, facts.end()));
    return VerdictDecision.of(outcome, evidence, requirements);
  }

  private static List<String> when(boolean holds) {
    return holds ? List.of("so it is") : List.of();
  }

  /**
   * Losses may shrink, other findings grow. Damage grows only for a threshold on it; the built-in
   * rules ignore unread damage.
   */
  private static Stream<World> worlds(Facts facts, boolean damageGrows) {
    long fewest = facts.isArriving() ? 0 : facts.firmLost();
    long more = facts.isArriving() ? 10 : 0;
    long leastNeverSent = facts.cutOff() == CutOff.NO ? facts.neverSent() : 0;
    return LongStream.rangeClosed(fewest, facts.lost())
        .boxed()
        .flatMap(
            lost ->
                Stream.of(0L, more)
                    .flatMap(
                        extra ->
                            Stream.of(leastNeverSent, facts.neverSent())
                                .map(
                                    neverSent ->
                                        new World(
                                            lost,
                                            facts.corrupt() + (damageGrows ? extra : 0),
                                            neverSent,
                                            facts.duplicated() + extra))));
  }

  private static Verdict expected(Facts facts, Demand asked) {
    boolean damageGrows =
        asked.requirements().thresholds().stream().anyMatch(it -> it.text().startsWith("corrupt"));
    boolean canBeMet = worlds(facts, damageGrows).anyMatch(asked.met());
    boolean isMet = worlds(facts, damageGrows).allMatch(asked.met());
    boolean nothingRead = facts.nothingRead() && facts.end() != ScanEnd.STOPPED;
    if (facts.invalid() || nothingRead) {
      return Verdict.UNKNOWN;
    }
    if (!canBeMet) {
      return Verdict.FAIL;
    }
    boolean complete =
        facts.cutOff() == CutOff.NO
            && !facts.silent()
            && !facts.unread()
            && facts.end() != ScanEnd.STOPPED;
    return complete && isMet ? Verdict.PASS : Verdict.UNKNOWN;
  }

  @Test
  void matchesExpectedVerdictForEveryCombination() {
    for (Demand asked : ASKED) {
      for (Facts facts : everyCombination()) {
        VerdictDecision decision = decide(facts, asked.requirements());
        assertThat(decision.verdict())
            .as("%s %s: %s", asked.requirements(), facts, decision.reasons())
            .isEqualTo(expected(facts, asked));
        assertThat(decision.reasons()).isNotEmpty();
      }
    }
  }

  @Test
  void neverPassesCutOffOrIncompleteRun() {
    for (String share : List.of("0.5", "0.9", "0.99996")) {
      Requirements requirements = new Requirements(List.of(), Double.parseDouble(share));
      for (Facts facts : everyCombination()) {
        if (facts.cutOff() != CutOff.NO || facts.unread() || facts.silent()) {
          assertThat(decide(facts, requirements).verdict())
              .as("%s", facts)
              .isNotEqualTo(Verdict.PASS);
        }
      }
    }
  }

  @Test
  void failsARunThatWasCutOffWhenItsFirmLossMissesTheRequiredShare() {
    Facts facts =
        new Facts(false, CutOff.ACKNOWLEDGED, false, false, false, ScanEnd.SETTLED, 400, 0, 0, 0);
    Requirements requirements = new Requirements(List.of(), 0.9);
    assertThat(decide(facts, requirements).verdict()).isEqualTo(Verdict.FAIL);
  }
}
