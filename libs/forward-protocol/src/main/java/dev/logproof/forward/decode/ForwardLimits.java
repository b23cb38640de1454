package dev.logproof.forward.decode;

/**
 * Limits of what a client may make the decoder hold. A frame beyond a limit is malformed.
 *
 * @param maxFrameBytes on the wire, at most 512 MiB
 * @param maxDecompressedBytes of one frame, at most 512 MiB
 * @param maxNestingDepth levels in one record or option, including itself; at most 1,000
 */
public record ForwardLimits(int maxFrameBytes, int maxDecompressedBytes, int maxNestingDepth) {
  private static final int MAX_BYTES = 512 << 20;
  private static final int MAX_DEPTH = 1_000;

  /** Rejects limits below 1 or above their maximum. */
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

  /** Returns 64 MiB, 256 MiB (Fluentd's limit for decompressed data) and 64 levels. */
  public static ForwardLimits defaults() {
    return new ForwardLimits(64 << 20, 256 << 20, 64);
  }
}
