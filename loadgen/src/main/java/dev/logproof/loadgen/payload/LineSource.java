package dev.logproof.loadgen.payload;

import java.nio.ByteBuffer;

/** Supplies lines of text. Confined to one source's thread. */
public interface LineSource {
  /** Longest line in bytes. */
  int maxLineBytes();

  /**
   * Appends the next line, without a line end.
   *
   * @param epochMillis for lines that contain their due time
   */
  void write(ByteBuffer out, long epochMillis);
}
