package dev.logproof.aggregator.output;

import dev.logproof.aggregator.buffer.Addressed;
import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.delivery.ChunkId;
import dev.logproof.aggregator.delivery.ChunkTarget;
import dev.logproof.aggregator.file.WholeFiles;
import dev.logproof.aggregator.firehose.PutOutcome;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Writes a chunk to a file of its own, or appends it. Thread-safe. */
final class FileTarget implements ChunkTarget {
  private static final String NUMBER = "**";

  private final boolean append;
  private final WholeFiles files;

  FileTarget(boolean append, boolean gzip) {
    this.append = append;
    this.files = new WholeFiles(gzip);
  }

  @Override
  public PutOutcome put(Chunk chunk, ChunkId id, int attempt) {
    String name = Addressed.name(chunk);
    try {
      if (append) {
        files.append(Path.of(name), out -> write(chunk, out));
      } else {
        Path ignored =
            files.create(
                number -> Path.of(name.replace(NUMBER, Integer.toString(number))),
                out -> write(chunk, out));
      }
      return PutOutcome.ALL_ACCEPTED;
    } catch (IOException e) {
      return new PutOutcome.Unanswered(e.toString());
    }
  }

  private static void write(Chunk chunk, OutputStream out) throws IOException {
    ByteBuffer content = chunk.content();
    for (int record = 0; record < chunk.records(); record++) {
      ByteBuffer line = Addressed.payload(chunk, content, record);
      byte[] bytes = new byte[line.remaining()];
      line.get(bytes);
      out.write(bytes);
    }
  }

  @Override
  public void close() {}
}
