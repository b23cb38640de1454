package dev.logproof.aggregator.spool;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which entries of a spool file are delivered already: a file beside it, of their numbers. It is
 * not forced to the disk: when the machine stops, some entries are delivered twice and none is
 * lost. Thread-safe; writes block for a few bytes, and an interrupt does not close the file.
 */
final class DoneMarks implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DoneMarks.class);
  private static final String SUFFIX = ".done";
  private static final int MAX_ENTRIES = 1 << 24;

  private final Path path;
  private Optional<FileOutputStream> out = Optional.empty();

  /** The marks of {@code spoolFile}; nothing is made until an entry is done. */
  DoneMarks(Path spoolFile) {
    this.path = spoolFile.resolveSibling(spoolFile.getFileName() + SUFFIX);
  }

  /** The entries that are done, by number. */
  BitSet read() throws IOException {
    BitSet done = new BitSet();
    if (!Files.exists(path)) {
      return done;
    }
    try (DataInputStream in = new DataInputStream(Files.newInputStream(path))) {
      while (true) {
        int entry = in.readInt();
        if (entry >= 0 && entry < MAX_ENTRIES) {
          done.set(entry);
        }
      }
    } catch (EOFException e) {
      return done;
    }
  }

  /** Entry {@code entry} is done. */
  synchronized void add(int entry) {
    try {
      if (out.isEmpty()) {
        out = Optional.of(new FileOutputStream(path.toFile(), true));
      }
      out.get().write(ByteBuffer.allocate(Integer.BYTES).putInt(entry).array());
    } catch (IOException e) {
      LOG.warn("cannot mark an entry as delivered, it may be sent again: {}", e.toString());
    }
  }

  /** Removes them, when the spool file itself is gone. */
  synchronized void remove() throws IOException {
    close();
    Files.deleteIfExists(path);
  }

  @Override
  public synchronized void close() throws IOException {
    if (out.isPresent()) {
      out.get().close();
      out = Optional.empty();
    }
  }
}
