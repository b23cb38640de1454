package dev.logproof.forward.decode;

/**
 * Counts the memory that all connections hold for frames. The decoder never refuses bytes already
 * read; the counter lets the reader decide how much to read next. Thread-safe.
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

  /** Adds {@code bytes} and returns true, unless the sum exceeds the limit. */
  boolean tryTake(int bytes);

  /** Adds {@code bytes}, even beyond the limit. */
  void take(int bytes);

  /** Subtracts {@code bytes}. */
  void giveBack(int bytes);
}
