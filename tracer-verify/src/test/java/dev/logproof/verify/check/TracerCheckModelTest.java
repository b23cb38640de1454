package dev.logproof.verify.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.record.result.VerdictResult.SourceRanges;
import dev.logproof.record.tracer.SequenceRanges;
import dev.logproof.record.tracer.Tracer;
import dev.logproof.verify.check.ExpectedRun.Firmness;
import dev.logproof.verify.check.Outcome.Unexpected;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Compares random runs with all faults combined with a simple model. */
class TracerCheckModelTest {
  private static final List<String> RUNS = List.of("a", "b");
  private static final List<Firmness> FIRMNESSES = List.of(Firmness.values());
  private static final Set<String> BYSTANDERS = Set.of("earlier");

  /** A tracer in the model. */
  private record Key(String run, int source, long sequence) {}

  private final Map<Key, List<Boolean>> sightings = new HashMap<>();
  private final Map<String, ExpectedRun> runs = new HashMap<>();
  private long corrupt;

  private void plan(SplittableRandom random) {
    for (String run : RUNS) {
      List<ExpectedRun.Source> sources = new ArrayList<>();
      for (int source = random.nextInt(1, 4); source > 0; source--) {
        int attempted = random.nextInt(200);
        SequenceRanges acked = ninetyPercentOf(attempted, random);
        sources.add(new ExpectedRun.Source(attempted, acked, attempted + random.nextInt(20)));
      }
      Firmness firmness = FIRMNESSES.get(random.nextInt(3));
      runs.put(run, new ExpectedRun(run, sources, firmness));
    }
  }

  private static SequenceRanges ninetyPercentOf(long count, SplittableRandom random) {
    SequenceRanges.Builder some = new SequenceRanges.Builder();
    for (long n = 0; n < count; n++) {
      if (random.nextInt(10) > 0) {
        some.add(n);
      }
    }
    return some.build();
  }

  private void sight(SplittableRandom random, TracerCheck check) {
    List<String> names = List.of("a", "b", "earlier", "foreign");
    for (int i = random.nextInt(1_500); i > 0; i--) {
      int dice = random.nextInt(100);
      String run = names.get(dice < 95 ? dice % 2 : 2 + dice % 2);
      Key key = new Key(run, random.nextInt(4), random.nextInt(240));
      boolean late = random.nextInt(5) == 0;
      check.observe(new Tracer(key.run(), key.source(), key.sequence(), 0), late);
      sightings.computeIfAbsent(key, k -> new ArrayList<>()).add(late);
      if (random.nextInt(50) == 0) {
        check.observeCorrupt();
        corrupt++;
      }
    }
  }

  private boolean sent(Key key) {
    ExpectedRun run = runs.get(key.run());
    return run != null
        && key.source() < run.sources().size()
        && key.sequence() < run.sources().get(key.source()).reserved();
  }

  private long count(Predicate<Key> which) {
    return sightings.keySet().stream().filter(which).count();
  }

  private long copies(Predicate<Key> which) {
    return sightings.keySet().stream().filter(which).mapToLong(k -> sightings.get(k).size()).sum();
  }

  private List<Key> attempted() {
    List<Key> keys = new ArrayList<>();
    for (String run : RUNS) {
      for (int source = 0; source < runs.get(run).sources().size(); source++) {
        for (long n = 0; n < runs.get(run).sources().get(source).attempted(); n++) {
          keys.add(new Key(run, source, n));
        }
      }
    }
    return keys;
  }

  private boolean acked(Key key) {
    return runs.get(key.run()).sources().get(key.source()).acked().contains(key.sequence());
  }

  private Outcome.Firm firm(List<Key> lost) {
    return new Outcome.Firm(
        lost.stream().filter(this::firm).count(),
        lost.stream().filter(key -> firm(key) && acked(key)).count(),
        copies(key -> runs.containsKey(key.run()) && !sent(key) && firmRun(key)));
  }

  private boolean firmRun(Key key) {
    return runs.get(key.run()).firmness() == Firmness.ALL_ATTEMPTED;
  }

  private boolean firm(Key key) {
    Firmness firmness = runs.get(key.run()).firmness();
    return firmness == Firmness.ALL_ATTEMPTED || (firmness == Firmness.ONLY_ACKED && acked(key));
  }

  private static Set<String> members(List<SourceRanges> ranges) {
    Set<String> members = new TreeSet<>();
    for (SourceRanges of : ranges) {
      for (SequenceRanges.Range range : of.ranges().ranges()) {
        for (long n = range.first(); n <= range.last(); n++) {
          members.add(of.runId() + "/" + of.source() + "/" + n);
        }
      }
    }
    return members;
  }

  private static Set<String> members(java.util.stream.Stream<Key> keys) {
    Set<String> members = new TreeSet<>();
    keys.forEach(key -> members.add(key.run() + "/" + key.source() + "/" + key.sequence()));
    return members;
  }

  @RepeatedTest(200)
  void reportsExactlyInjectedFaults(RepetitionInfo repetition) {
    long seed = repetition.getCurrentRepetition();
    SplittableRandom random = new SplittableRandom(seed);
    plan(random);
    TracerCheck check = new TracerCheck(RUNS.stream().map(runs::get).toList(), BYSTANDERS);
    sight(random, check);
    Outcome outcome = check.outcome();
    List<Key> attempted = attempted();
    List<Key> lost = attempted.stream().filter(key -> !sightings.containsKey(key)).toList();
    String as = "seed " + seed;

    assertThat(outcome.attempted()).as(as).isEqualTo(attempted.size());
    assertThat(outcome.acked()).as(as).isEqualTo(attempted.stream().filter(this::acked).count());
    assertThat(outcome.observed()).as(as).isEqualTo(count(this::sent));
    assertThat(members(outcome.ranges().lost())).as(as).isEqualTo(members(lost.stream()));
    assertThat(outcome.lost()).as(as).isEqualTo(lost.size());
    assertThat(outcome.lostAcked()).as(as).isEqualTo(lost.stream().filter(this::acked).count());
    assertThat(outcome.lostUnacked()).as(as).isEqualTo(lost.size() - outcome.lostAcked());
    assertThat(outcome.firm()).as(as).isEqualTo(firm(lost));
    assertThat(outcome.recovered()).as(as).isEqualTo(count(k -> sent(k) && !acked(k)));
    assertThat(outcome.duplicated()).as(as).isEqualTo(copies(this::sent) - count(this::sent));
    assertThat(members(outcome.ranges().duplicated()))
        .as(as)
        .isEqualTo(
            members(
                sightings.keySet().stream()
                    .filter(key -> sent(key) && sightings.get(key).size() > 1)));
    assertThat(outcome.late()).as(as).isEqualTo(count(k -> sent(k) && onlyLate(k)));
    assertThat(outcome.corrupt()).as(as).isEqualTo(corrupt);
    assertThat(outcome.unexpected()).as(as).isEqualTo(unexpected());
    assertThat(check.nothingMissing()).as(as).isEqualTo(lost.isEmpty());
  }

  private boolean onlyLate(Key key) {
    return sightings.get(key).stream().allMatch(late -> late);
  }

  private Unexpected unexpected() {
    long foreign = copies(key -> key.run().equals("foreign"));
    return new Unexpected(
        copies(key -> key.run().equals("earlier")),
        foreign,
        foreign == 0 ? List.of() : List.of("foreign"),
        copies(key -> runs.containsKey(key.run()) && !sent(key)));
  }
}
