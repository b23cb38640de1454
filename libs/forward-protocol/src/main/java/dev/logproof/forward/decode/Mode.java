package dev.logproof.forward.decode;

/** The four forms of a frame, told apart by its second element. */
public enum Mode {
  /** {@code [tag, time, record, option?]}: one event. */
  MESSAGE,
  /** {@code [tag, [[time, record], …], option?]}. */
  FORWARD,
  /** {@code [tag, bytes, option?]}: the bytes are entries one after another. */
  PACKED_FORWARD,
  /** The same with {@code option.compressed}. */
  COMPRESSED_PACKED_FORWARD
}
