package dev.logproof.aggregator.spool;

import dev.logproof.aggregator.buffer.Chunk;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file of the log of chunks. It is written by the log's thread, read back by delivery threads,
 * and removed when it is complete and every chunk in it is delivered. Thread-safe but for writing.
 */
final class LogSegment {
  private static final Logger LOG = LoggerFactory.getLogger(LogSegment.class);

  private final Path path;
  private final SpoolWriter writer;
  private final DoneMarks marks;
  private int entries;
  private int open;
  private boolean complete;

  private LogSegment(Path path, SpoolWriter writer) {
    this.path = path;
    this.writer = writer;
    this.marks = new DoneMarks(path);
  }

  static LogSegment create(Path path) throws IOException {
    return new LogSegment(path, SpoolWriter.create(path));
  }

  /** Appends {@code chunk}; it is not safe before {@link #force}. */
  Chunk.DiskCopy append(Chunk chunk) throws IOException {
    long start = writer.append(SpoolFormat.entry(chunk));
    synchronized (this) {
      open++;
      return new Copy(entries++, start);
    }
  }

  void force() throws IOException {
    writer.force();
  }

  long sizeBytes() throws IOException {
    return writer.sizeBytes();
  }

  /** Nothing more is written to it. */
  void complete() throws IOException {
    writer.close();
    synchronized (this) {
      complete = true;
      removeIfDone();
    }
  }

  private synchronized void done(int entry) {
    open--;
    if (open > 0 || !complete) {
      marks.add(entry);
    }
    removeIfDone();
  }

  private void removeIfDone() {
    if (!complete || open > 0) {
      return;
    }
    try {
      Files.deleteIfExists(path);
      marks.remove();
    } catch (IOException e) {
      LOG.error("cannot delete {}, it would be sent again: {}", path, e.toString());
    }
  }

  /** One chunk in this file. Files are opened anew, since an interrupt closes a channel. */
  private final class Copy implements Chunk.DiskCopy {
    private final int entry;
    private final long start;

    Copy(int entry, long start) {
      this.entry = entry;
      this.start = start;
    }

    @Override
    public Chunk read(ByteBufAllocator allocator) throws IOException {
      try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
        file.seek(start);
        byte[] body = new byte[file.readInt()];
        int checksum = file.readInt();
        file.readFully(body);
        return Chunk.of(
            allocator,
            SpoolFormat.records(body, checksum)
                .orElseThrow(() -> new IOException(path + " is damaged at " + start)));
      }
    }

    @Override
    public void done() {
      LogSegment.this.done(entry);
    }
  }
}
