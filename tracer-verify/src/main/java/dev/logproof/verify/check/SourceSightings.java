package dev.logproof.verify.check;

import dev.logproof.record.tracer.SequenceRanges;
import dev.logproof.record.tracer.SequenceRanges.Range;
import java.util.BitSet;
import java.util.List;

/**
 * Which tracers of one source were seen, how often, and whether in time: three bits a tracer, so
 * that a day of numbered lines fits in memory. Thread-safe.
 */
final class SourceSightings {
  private final ExpectedRun.Source expected;
  private final BitSet seen = new BitSet();
  private final BitSet again = new BitSet();
  private final BitSet inTime = new BitSet();
  private long copies;

  SourceSightings(ExpectedRun.Source expected) {
    this.expected = expected;
  }

  /** Notes a sighting; false when the source never sent such a tracer. */
  synchronized boolean observe(long sequence, boolean late) {
    if (sequence < 0 || sequence >= expected.possible()) {
      return false;
    }
    int bit = (int) sequence;
    if (seen.get(bit)) {
      again.set(bit);
      copies++;
    }
    seen.set(bit);
    if (!late) {
      inTime.set(bit);
    }
    return true;
  }

  ExpectedRun.Source expected() {
    return expected;
  }

  synchronized long observed() {
    return seen.cardinality();
  }

  synchronized long copies() {
    return copies;
  }

  synchronized long late() {
    return (long) seen.cardinality() - inTime.cardinality();
  }

  synchronized boolean nothingMissing() {
    return seen.nextClearBit(0) >= expected.attempted();
  }

  /** Attempted and never seen. */
  synchronized SequenceRanges lost() {
    SequenceRanges.Builder lost = new SequenceRanges.Builder();
    long limit = expected.attempted();
    int from = seen.nextClearBit(0);
    while (from < limit) {
      int next = seen.nextSetBit(from);
      long end = next < 0 ? limit : Math.min(limit, next);
      lost.addRange(from, end - 1);
      from = next < 0 ? (int) limit : seen.nextClearBit(next);
    }
    return lost.build();
  }

  synchronized SequenceRanges duplicated() {
    SequenceRanges.Builder duplicated = new SequenceRanges.Builder();
    for (int bit = again.nextSetBit(0); bit >= 0; bit = again.nextSetBit(bit + 1)) {
      duplicated.add(bit);
    }
    return duplicated.build();
  }

  /** Seen although never seen accepted. */
  synchronized long recovered() {
    long accepted = 0;
    for (Range range : expected.acked().ranges()) {
      accepted += seen.get((int) range.first(), (int) range.last() + 1).cardinality();
    }
    return seen.cardinality() - accepted;
  }

  /** How many of {@code lost} were accepted; one pass over both, whose ranges ascend. */
  long ackedAmong(SequenceRanges lost) {
    List<Range> accepted = expected.acked().ranges();
    long count = 0;
    int next = 0;
    for (Range range : lost.ranges()) {
      while (next < accepted.size() && accepted.get(next).last() < range.first()) {
        next++;
      }
      for (int i = next; i < accepted.size() && accepted.get(i).first() <= range.last(); i++) {
        long first = Math.max(range.first(), accepted.get(i).first());
        count += Math.min(range.last(), accepted.get(i).last()) - first + 1;
      }
    }
    return count;
  }
}
