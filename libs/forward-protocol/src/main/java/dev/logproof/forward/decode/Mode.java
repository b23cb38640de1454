package dev.logproof.forward.decode;

/** Forms of a frame, distinguished by its second element. */
public enum Mode {
  /** {@code [tag, time, record, option?]}. */
  MESSAGE,
  /** {@code [tag, [[time, record], …], option?]}. */
  FORWARD,
  /** {@code [tag, bytes, option?]}: consecutive entries. */
  PACKED_FORWARD,
  /** A packed frame with {@code option.compressed}. */
  COMPRESSED_PACKED_FORWARD
}
