package dev.logproof.localaws.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Decides each record's outcome by sequence number, independent of batching. Keeps affected records
 * for testing verifiers. Guarded by the stream's lock.
 */
public final class RecordFaults {
  private final FaultPlan plan;
  private final Fate[] fates;
  private final Random random;
  private final Map<Fate, List<byte[]>> done = new EnumMap<>(Fate.class);
  private int next;

  /** Outcome of a record. */
  public enum Fate {
    STORED,
    LOST,
    DUPLICATED,
    CORRUPTED,
    LATE
  }

  /** Applies {@code plan} from the next record on. */
  public RecordFaults(FaultPlan plan) {
    this.plan = plan;
    this.random = new Random(plan.seed());
    this.fates = new Fate[plan.among()];
    Arrays.fill(fates, Fate.STORED);
    List<Integer> chosen = new ArrayList<>();
    for (int number = 0; number < plan.among(); number++) {
      chosen.add(number);
    }
    Collections.shuffle(chosen, random);
    int at = 0;
    at = set(Fate.LOST, chosen, at, plan.lose());
    at = set(Fate.DUPLICATED, chosen, at, plan.duplicate());
    at = set(Fate.CORRUPTED, chosen, at, plan.corrupt());
    set(Fate.LATE, chosen, at, plan.late());
  }

  private int set(Fate fate, List<Integer> chosen, int from, int count) {
    for (int index = from; index < from + count; index++) {
      fates[chosen.get(index)] = fate;
    }
    done.put(fate, new ArrayList<>());
    return from + count;
  }

  /** Active plan. */
  public FaultPlan plan() {
    return plan;
  }

  /** Decides the next record's outcome. */
  public Fate decide(byte[] record) {
    Fate fate = next < fates.length ? fates[next] : Fate.STORED;
    next++;
    List<byte[]> list = done.get(fate);
    if (list != null) {
      list.add(record);
    }
    return fate;
  }

  /** Copies {@code record} and replaces one byte with a different letter. */
  public byte[] damaged(byte[] record) {
    byte[] copy = record.clone();
    int at = place(copy);
    copy[at] = (byte) (copy[at] == 'x' ? 'y' : 'x');
    return copy;
  }

  private int place(byte[] record) {
    int found =
        plan.within().isEmpty() ? -1 : new String(record, ISO_8859_1).indexOf(plan.within());
    if (found < 0) {
      return random.nextInt(record.length);
    }
    return Math.min(record.length - 1, found + plan.within().length());
  }

  /** Shuffles records. */
  public void shuffle(List<byte[]> records) {
    Collections.shuffle(records, random);
  }

  /** Returns records by outcome, as received. */
  public List<byte[]> done(Fate fate) {
    return List.copyOf(done.getOrDefault(fate, List.of()));
  }
}
