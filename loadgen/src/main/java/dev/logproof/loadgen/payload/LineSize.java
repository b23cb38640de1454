package dev.logproof.loadgen.payload;

import java.util.List;
import java.util.SplittableRandom;

/**
 * How long lines are: one of several sizes, or any within a range, each as likely. Immutable; any
 * thread.
 *
 * @param sizes to choose from; two, the least and the greatest, for a range
 * @param range whether everything between the two may come
 */
public record LineSize(List<Integer> sizes, boolean range) {
  /** Rejects what no line can be. */
  public LineSize {
    sizes = List.copyOf(sizes);
    if (sizes.isEmpty() || (range && (sizes.size() != 2 || sizes.get(0) > sizes.get(1)))) {
      throw new IllegalArgumentException(
          "expected sizes, or a range from the least to the greatest");
    }
  }

  int min() {
    return sizes.stream().mapToInt(Integer::intValue).min().orElseThrow();
  }

  int max() {
    return sizes.stream().mapToInt(Integer::intValue).max().orElseThrow();
  }

  int next(SplittableRandom random) {
    return range
        ? random.nextInt(sizes.get(0), sizes.get(1) + 1)
        : sizes.get(random.nextInt(sizes.size()));
  }
}
