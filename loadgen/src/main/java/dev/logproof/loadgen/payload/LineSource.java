package dev.logproof.loadgen.payload;

import java.nio.ByteBuffer;

/** Supplies the text of events line by line. Confined to one source's thread. */
public interface LineSource {
  /** Longest line in bytes. */
  int maxLineBytes();

  /** Shortest line in bytes. */
  int minLineBytes();

  /**
   * Appends the next line to {@code out}, without a line end.
   *
   * @param epochMillis due time, for lines that contain the time
   */
  void write(ByteBuffer out, long epochMillis);
}
