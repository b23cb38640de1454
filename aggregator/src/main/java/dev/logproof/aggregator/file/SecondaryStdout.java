package dev.logproof.aggregator.file;

import dev.logproof.aggregator.buffer.Secondary;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** {@code <secondary>} of type stdout. Thread-safe. */
public record SecondaryStdout(PrintStream out) implements Secondary {
  @Override
  public void keep(List<byte[]> events) throws IOException {
    synchronized (out) {
      for (byte[] event : events) {
        out.write(event);
        if (event.length == 0 || event[event.length - 1] != '\n') {
          out.write('\n');
        }
      }
      out.flush();
    }
  }
}
