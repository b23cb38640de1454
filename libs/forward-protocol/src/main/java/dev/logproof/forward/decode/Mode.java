package dev.logproof.forward.decode;

/** The four forms of a frame, distinguished by its second element. */
public enum Mode {
  /** {@code [tag, time, record, option?]}: one event. */
  MESSAGE,
  /** {@code [tag, [[time, record], …], option?]}. */
  FORWARD,
  /** {@code [tag, bytes, option?]}: the bytes are consecutive entries. */
  PACKED_FORWARD,
  /** A packed frame with {@code option.compressed}. */
  COMPRESSED_PACKED_FORWARD
}
