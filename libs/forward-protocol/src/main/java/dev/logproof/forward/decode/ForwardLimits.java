package dev.logproof.forward.decode;

/**
 * What a client may ask the decoder to hold. A frame beyond a limit is malformed.
 *
 * @param maxFrameBytes of one frame as it comes over the wire, at most 512 MiB
 * @param maxDecompressedBytes of the entries of one compressed frame, at most 512 MiB
 * @param maxNestingDepth of arrays and maps in one record or option, itself counted: the same in
 *     every mode; at most 1,000
 */
public record ForwardLimits(int maxFrameBytes, int maxDecompressedBytes, int maxNestingDepth) {
  private static final int MAX_BYTES = 512 << 20;
  private static final int MAX_DEPTH = 1_000;

  /** Rejects limits that are not between 1 and the greatest. */
  public ForwardLimits {
    check("maxFrameBytes", maxFrameBytes, MAX_BYTES);
    check("maxDecompressedBytes", maxDecompressedBytes, MAX_BYTES);
    check("maxNestingDepth", maxNestingDepth, MAX_DEPTH);
  }

  private static void check(String name, int value, int max) {
    if (value < 1 || value > max) {
      throw new IllegalArgumentException(name + " must be in 1.." + max + ", is " + value);
    }
  }

  /** 64 MiB, 256 MiB (Fluentd's own limit for decompressed data), 64 levels. */
  public static ForwardLimits defaults() {
    return new ForwardLimits(64 << 20, 256 << 20, 64);
  }
}
