package dev.logproof.forward.decode;

/**
 * Counts the memory that all connections together hold for frames: parts of frames, frames that
 * wait, and what decompression makes of them. The decoder never refuses what is read already; it
 * counts, and whoever reads decides by the count how much to read next. Thread-safe.
 */
public interface FrameMemory {
  /** Counts nothing. */
  FrameMemory UNCOUNTED =
      new FrameMemory() {
        @Override
        public boolean tryTake(int bytes) {
          return true;
        }

        @Override
        public void take(int bytes) {}

        @Override
        public void giveBack(int bytes) {}
      };

  /** Counts {@code bytes} more unless that is beyond the limit. */
  boolean tryTake(int bytes);

  /** Counts {@code bytes} more, beyond the limit if need be. */
  void take(int bytes);

  /** Counts {@code bytes} less. */
  void giveBack(int bytes);
}
