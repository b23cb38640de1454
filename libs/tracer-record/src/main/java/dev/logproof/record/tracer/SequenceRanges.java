package dev.logproof.record.tracer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A set of sequence numbers as disjoint ascending ranges, written {@code 17..19, 44}. Its size
 * grows with the number of gaps, not of members. Immutable.
 */
public record SequenceRanges(List<Range> ranges) {
  public static final SequenceRanges EMPTY = new SequenceRanges(List.of());

  /** The numbers from {@code first} to {@code last}, inclusive. */
  public record Range(long first, long last) {
    /** Rejects a range that ends before it starts. */
    public Range {
      if (last < first) {
        throw new IllegalArgumentException("range ends before it starts: " + first + ".." + last);
      }
    }

    /** Returns the number of members. */
    public long count() {
      return last - first + 1;
    }

    @Override
    public String toString() {
      return first == last ? Long.toString(first) : first + ".." + last;
    }
  }

  /** Takes ascending ranges with gaps between them. */
  public SequenceRanges {
    ranges = List.copyOf(ranges);
    for (int i = 1; i < ranges.size(); i++) {
      if (ranges.get(i).first() <= ranges.get(i - 1).last() + 1) {
        throw new IllegalArgumentException(
            "ranges must be ascending and must not touch: " + ranges);
      }
    }
  }

  /** Returns the numbers {@code 0 .. count-1}. */
  public static SequenceRanges firstOf(long count) {
    return count == 0 ? EMPTY : new SequenceRanges(List.of(new Range(0, count - 1)));
  }

  /**
   * Parses the form {@code 17..19, 44}.
   *
   * @throws IllegalArgumentException for another form
   */
  public static SequenceRanges parse(String text) {
    Builder builder = new Builder();
    for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
      String[] ends = part.strip().split("\\.\\.", 2);
      builder.addRange(Long.parseLong(ends[0]), Long.parseLong(ends[ends.length - 1]));
    }
    return builder.build();
  }

  /** Returns the number of members. */
  public long count() {
    return ranges.stream().mapToLong(Range::count).sum();
  }

  /** Returns whether {@code number} is a member. */
  public boolean contains(long number) {
    int low = 0;
    int high = ranges.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      Range range = ranges.get(middle);
      if (number < range.first()) {
        high = middle - 1;
      } else if (number > range.last()) {
        low = middle + 1;
      } else {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return ranges.stream().map(Range::toString).collect(Collectors.joining(", "));
  }

  /** Collects ascending numbers into ranges. Confined to one thread. */
  public static final class Builder {
    private final List<Range> done = new ArrayList<>();
    private boolean open;
    private long first;
    private long last;

    /** Adds one number, greater than all previous ones. */
    public Builder add(long number) {
      return addRange(number, number);
    }

    /** Adds {@code from..to}, greater than all previous numbers. */
    public Builder addRange(long from, long to) {
      if (open && from == last + 1) {
        last = to;
      } else {
        close();
        first = from;
        last = to;
        open = true;
      }
      return this;
    }

    /** Returns the set. */
    public SequenceRanges build() {
      close();
      return new SequenceRanges(done);
    }

    private void close() {
      if (open) {
        done.add(new Range(first, last));
        open = false;
      }
    }
  }
}
