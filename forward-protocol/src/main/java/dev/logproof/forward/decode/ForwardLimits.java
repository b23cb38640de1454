package dev.logproof.forward.decode;

/**
 * What a client may ask the decoder to hold.
 *
 * @param maxFrameBytes of one frame as it comes over the wire
 * @param maxDecompressedBytes of the entries of one compressed frame
 * @param maxNestingDepth of arrays and maps, the frame's own array counted
 */
public record ForwardLimits(int maxFrameBytes, int maxDecompressedBytes, int maxNestingDepth) {
  /** 64 MiB, 256 MiB (Fluentd's own limit for decompressed data), 64 levels. */
  public static ForwardLimits defaults() {
    return new ForwardLimits(64 << 20, 256 << 20, 64);
  }
}
