package dev.logproof.aggregator.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Appends entries to one new spool file. What an entry that failed half-way left behind is cut off
 * again, so that the next one can be read. Confined to one thread at a time.
 */
final class SpoolWriter implements AutoCloseable {
  private final Path path;
  private final FileChannel file;

  private SpoolWriter(Path path, FileChannel file) {
    this.path = path;
    this.file = file;
  }

  /** Creates {@code path}, which must not exist. */
  static SpoolWriter create(Path path) throws IOException {
    FileChannel file =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    SpoolWriter writer = new SpoolWriter(path, file);
    try {
      writer.writeAll(ByteBuffer.wrap(SpoolFormat.MAGIC));
      return writer;
    } catch (IOException e) {
      file.close();
      Files.deleteIfExists(path);
      throw e;
    }
  }

  /** Appends {@code records} as one entry, all or nothing. */
  void append(List<byte[]> records) throws IOException {
    append(SpoolFormat.entry(records));
  }

  /** Appends {@code entry}, all or nothing, and returns where it starts. */
  long append(ByteBuffer entry) throws IOException {
    long start = file.position();
    try {
      writeAll(entry);
      return start;
    } catch (IOException e) {
      file.truncate(start);
      file.position(start);
      throw e;
    }
  }

  private void writeAll(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  /** Makes what was appended outlast the machine. */
  void force() throws IOException {
    file.force(false);
  }

  long sizeBytes() throws IOException {
    return file.position();
  }

  /** Makes it outlast the machine: the file, and its name in the directory. */
  @Override
  public void close() throws IOException {
    try (file;
        FileChannel directory = FileChannel.open(path.toAbsolutePath().getParent())) {
      file.force(true);
      directory.force(true);
    }
  }
}
