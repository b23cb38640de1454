package dev.logproof.loadgen.payload;

import java.io.IOException;
import java.nio.file.Path;

/** Which lines are sent. */
public sealed interface LineChoice {
  /** Lines of one source, made from {@code article}'s or instead of them. */
  LineSource of(LineSource article, long seed, int source, int sources);

  /** Bytes of the shortest line. */
  default int minBytes() {
    return ApacheLines.MIN_LINE_BYTES;
  }

  /** The article's lines. */
  record Article() implements LineChoice {
    @Override
    public LineSource of(LineSource article, long seed, int source, int sources) {
      return article;
    }
  }

  /** Lines of other sizes. */
  record OfSize(LineSize size) implements LineChoice {
    @Override
    public LineSource of(LineSource article, long seed, int source, int sources) {
      return new SizedLines(article, size, seed);
    }

    @Override
    public int minBytes() {
      return size.min();
    }
  }

  /** Unchanged lines of a file; tracers get lines of their own. */
  record Replay(Path file, int longestLineBytes) implements LineChoice {
    /**
     * Scans {@code file} for its longest line.
     *
     * @throws IOException when it is unreadable or has an unsendable line
     */
    public static Replay of(Path file) throws IOException {
      return new Replay(file, ReplayLines.longest(file));
    }

    @Override
    public LineSource of(LineSource article, long seed, int source, int sources) {
      return new ReplayLines(file, new ReplayLines.Share(source, sources), longestLineBytes);
    }
  }
}
