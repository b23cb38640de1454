package dev.logproof.aggregator.file;

import dev.logproof.aggregator.spool.disk.PrivateFiles;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPOutputStream;

/**
 * Writes to files completely or not at all. Interrupts do not end a write, since delivery threads
 * may be interrupted. Thread-safe.
 */
public final class WholeFiles {
  private static final int MAX_FILES = 1_000_000;
  private static final int BUFFER_BYTES = 64 * 1024;

  private final boolean gzip;

  /** Compresses what it writes if {@code gzip}. */
  public WholeFiles(boolean gzip) {
    this.gzip = gzip;
  }

  /** Writes the content of a file. */
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Returns the name of a file by its number. */
  public interface Numbered {
    Path file(int number);
  }

  /** Writes a file with the first number that is not used, and returns its path. */
  public synchronized Path create(Numbered names, Content content) throws IOException {
    for (int number = 0; number < MAX_FILES; number++) {
      Path file = names.file(number);
      if (!Files.exists(file)) {
        Path part = file.resolveSibling("." + file.getFileName() + ".part");
        prepare(part);
        Files.deleteIfExists(part);
        write(part, false, content);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        return file;
      }
    }
    throw new IOException("all numbers are used, up to " + names.file(MAX_FILES));
  }

  /** Appends to {@code file}; a failure leaves it as it was. */
  public synchronized void append(Path file, Content content) throws IOException {
    prepare(file);
    long before = Files.exists(file) ? Files.size(file) : 0;
    boolean whole = false;
    try {
      write(file, true, content);
      whole = true;
    } finally {
      if (!whole && Files.exists(file)) {
        truncate(file, before);
      }
    }
  }

  private static void prepare(Path file) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory != null) {
      PrivateFiles.createDirectories(directory);
    }
  }

  private static void truncate(Path file, long bytes) throws IOException {
    try (FileOutputStream out = new FileOutputStream(file.toFile(), true)) {
      out.getChannel().truncate(bytes);
    }
  }

  private void write(Path file, boolean append, Content content) throws IOException {
    if (!Files.exists(file)) {
      Files.createFile(file, PrivateFiles.fileAttributes(file));
    }
    try (FileOutputStream out = new FileOutputStream(file.toFile(), append)) {
      OutputStream packed = gzip ? new GZIPOutputStream(out, BUFFER_BYTES) : out;
      content.writeTo(packed);
      packed.flush();
      if (packed instanceof GZIPOutputStream zip) {
        zip.finish();
      }
      out.getFD().sync();
    }
  }
}
