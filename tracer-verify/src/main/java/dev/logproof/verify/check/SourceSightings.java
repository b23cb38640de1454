package dev.logproof.verify.check;

import dev.logproof.record.tracer.SequenceRanges;
import dev.logproof.record.tracer.SequenceRanges.Range;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * Observed tracers of one source. At three bits per tracer, a day of numbered lines fits in memory.
 * Thread-safe and lock-free.
 */
final class SourceSightings {
  private static final int MAX_TIMES = 1_024;
  private static final long UNSEEN = 0;

  private final ExpectedRun.Source expected;
  private final SequenceBits seen;
  private final SequenceBits again;
  private final SequenceBits inTime;
  private final LongAdder copies = new LongAdder();

  /** Send time plus one, 0 if unseen; reveals two runs that share an id. */
  private final AtomicLongArray sentMicros;

  private volatile boolean collided;

  SourceSightings(ExpectedRun.Source expected) {
    this.expected = expected;
    this.seen = new SequenceBits(expected.possible());
    this.again = new SequenceBits(expected.possible());
    this.inTime = new SequenceBits(expected.possible());
    this.sentMicros = new AtomicLongArray((int) Math.min(expected.possible(), MAX_TIMES));
  }

  /** Returns false if the tracer was never sent. */
  boolean observe(long sequence, long micros, boolean late) {
    if (sequence >= 0 && sequence < sentMicros.length()) {
      long before = sentMicros.compareAndExchange((int) sequence, UNSEEN, micros + 1);
      collided |= before != UNSEEN && before != micros + 1;
    }
    return observe(sequence, late);
  }

  boolean isCollided() {
    return collided;
  }

  boolean observe(long sequence, boolean late) {
    if (sequence < 0 || sequence >= expected.possible()) {
      return false;
    }
    if (!seen.add(sequence)) {
      again.add(sequence);
      copies.increment();
    }
    if (!late) {
      inTime.add(sequence);
    }
    return true;
  }

  /** Returns the number of tracers never sent. */
  long observeRange(long first, long last, long copies, boolean late) {
    long from = Math.max(0, first);
    long to = Math.min(last, expected.possible() - 1);
    for (long sequence = from; sequence <= to; sequence++) {
      observe(sequence, late);
      if (copies > 1) {
        again.add(sequence);
        this.copies.add(copies - 1);
      }
    }
    return last - first + 1 - Math.max(0, to - from + 1);
  }

  ExpectedRun.Source expected() {
    return expected;
  }

  long observed() {
    return seen.count();
  }

  long copies() {
    return copies.sum();
  }

  long late() {
    return seen.count() - inTime.count();
  }

  boolean nothingMissing() {
    return seen.nextClear(0) >= expected.attempted();
  }

  SequenceRanges lost() {
    SequenceRanges.Builder lost = new SequenceRanges.Builder();
    long limit = expected.attempted();
    for (long from = seen.nextClear(0); from < limit; ) {
      long end = Math.min(limit, seen.nextSet(from));
      lost.addRange(from, end - 1);
      from = seen.nextClear(end);
    }
    return lost.build();
  }

  SequenceRanges duplicated() {
    SequenceRanges.Builder duplicated = new SequenceRanges.Builder();
    long limit = expected.possible();
    for (long at = again.nextSet(0); at < limit; at = again.nextSet(at + 1)) {
      duplicated.add(at);
    }
    return duplicated.build();
  }

  long recovered() {
    long accepted = 0;
    for (Range range : expected.acked().ranges()) {
      accepted += seen.countBetween(range.first(), range.last() + 1);
    }
    return seen.count() - accepted;
  }

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
