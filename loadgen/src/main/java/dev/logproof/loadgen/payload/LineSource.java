package dev.logproof.loadgen.payload;

import java.nio.ByteBuffer;

/** The text of events, one line after the other. Confined to one source's thread. */
public interface LineSource {
  /** No line is longer. */
  int maxLineBytes();

  /** No line is shorter. */
  int minLineBytes();

  /**
   * Appends the next line, without a line end, to {@code out}.
   *
   * @param epochMillis when it is due, for lines that say the time
   */
  void write(ByteBuffer out, long epochMillis);
}
