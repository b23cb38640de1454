package dev.logproof.verify.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Objects that lie as files in a directory, such as a bucket that was copied; their names below it
 * are their keys. A copy has the time of its copying, its object's, or one of another time zone, so
 * that the time of a file only says what to look at first. A file that has changed since it was
 * listed is gone, and its new version is found by the next listing. Thread-safe.
 */
public final class DirectorySource implements ObjectSource {
  private final Path directory;

  /** Reads below {@code directory}. */
  public DirectorySource(Path directory) {
    this.directory = directory;
  }

  @Override
  public List<StoredObject> list(Instant since, Listing listing) throws IOException {
    try (Stream<Path> files = Files.walk(directory, FileVisitOption.FOLLOW_LINKS)) {
      return files
          .flatMap(file -> stored(file).stream())
          .filter(
              object -> listing == Listing.ALL_FOLDERS || !object.lastModified().isBefore(since))
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Override
  public boolean hasTrueTimes() {
    return false;
  }

  /** A file that disappears while it is looked at is none; a directory neither. */
  private Optional<StoredObject> stored(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      if (!attributes.isRegularFile()) {
        return Optional.empty();
      }
      Instant modified = attributes.lastModifiedTime().toInstant();
      String key = directory.relativize(file).toString();
      return Optional.of(
          new StoredObject(key, attributes.size() + "@" + modified, attributes.size(), modified));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public InputStream open(StoredObject object) throws IOException {
    Path file = directory.resolve(object.key());
    Optional<StoredObject> now = stored(file);
    if (now.isEmpty() || !now.get().version().equals(object.version())) {
      throw new GoneException(object.key(), new NoSuchFileException(file.toString()));
    }
    return Files.newInputStream(file);
  }

  @Override
  public void close() {}
}
