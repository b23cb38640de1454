package dev.logproof.aggregator.buffer;

import java.io.IOException;
import java.util.List;

/** {@code <secondary>}: takes the events of an output at its retry limit. Thread-safe. */
public interface Secondary {
  /** Stands for no {@code <secondary>}. */
  Secondary NONE =
      new Secondary() {
        @Override
        public void keep(List<byte[]> events) throws IOException {
          throw new IOException("no secondary");
        }
      };

  /** Writes {@code events}, completely or not at all. */
  void keep(List<byte[]> events) throws IOException;
}
