package dev.logproof.record.journal;

import dev.logproof.record.result.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Appends lines to a run's journal. {@link #write} hands each line to the operating system, so the
 * journal survives a killed process, but perhaps not a machine crash. Confined to one thread.
 */
public final class JournalWriter implements AutoCloseable {
  private final FileChannel file;

  private JournalWriter(FileChannel file) {
    this.file = file;
  }

  /**
   * Creates the journal, and {@code directory} if absent.
   *
   * @throws IOException when the journal cannot be created or already exists
   */
  public static JournalWriter create(Path directory) throws IOException {
    Files.createDirectories(directory);
    Path path = directory.resolve(RunJournal.FILE_NAME);
    return new JournalWriter(
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  /** Appends {@code entry}. */
  public void write(JournalEntry entry) {
    try {
      ByteBuffer line = ByteBuffer.wrap(Json.line(entry, JournalEntry.class));
      while (line.hasRemaining()) {
        file.write(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the run journal", e);
    }
  }

  @Override
  public void close() throws IOException {
    file.force(true);
    file.close();
  }
}
