package dev.logproof.verify.check;

import dev.logproof.record.tracer.SequenceRanges;
import java.util.BitSet;

/**
 * Which tracers of one source were seen, how often, and whether in time: three bits a tracer, so
 * that a day of numbered lines fits in memory. Thread-safe.
 */
final class SourceSightings {
  /** A bit set holds no more; a source at 10,000 tracers a second reaches it after two days. */
  static final long MAX_SEQUENCES = Integer.MAX_VALUE;

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
    if (sequence < 0 || sequence >= Math.min(MAX_SEQUENCES, possible())) {
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

  private long possible() {
    return Math.max(expected.attempted(), expected.reserved());
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

  /** Attempted and never seen. */
  synchronized SequenceRanges lost() {
    SequenceRanges.Builder lost = new SequenceRanges.Builder();
    long limit = Math.min(MAX_SEQUENCES, expected.attempted());
    int from = seen.nextClearBit(0);
    while (from < limit) {
      int next = seen.nextSetBit(from);
      long last = next < 0 ? limit - 1 : Math.min(limit, next) - 1;
      lost.addRange(from, last);
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
    for (SequenceRanges.Range range : expected.acked().ranges()) {
      accepted += seen.get((int) range.first(), (int) range.last() + 1).cardinality();
    }
    return seen.cardinality() - accepted;
  }

  /** Lost although accepted. */
  long lostAcked() {
    long count = 0;
    for (SequenceRanges.Range lost : lost().ranges()) {
      for (SequenceRanges.Range acked : expected.acked().ranges()) {
        long first = Math.max(lost.first(), acked.first());
        long last = Math.min(lost.last(), acked.last());
        count += Math.max(0, last - first + 1);
      }
    }
    return count;
  }
}
