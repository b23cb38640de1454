package dev.logproof.loadgen.payload;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Uniform distribution of line lengths.
 *
 * @param sizes sizes to choose from, or the least and greatest of a range
 */
public record LineSize(List<Integer> sizes, boolean range) {
  /** Rejects an empty list and an invalid range. */
  public LineSize {
    sizes = List.copyOf(sizes);
    if (sizes.isEmpty() || (range && (sizes.size() != 2 || sizes.get(0) > sizes.get(1)))) {
      throw new IllegalArgumentException(
          "expected sizes, or a range from the smallest to the largest");
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
