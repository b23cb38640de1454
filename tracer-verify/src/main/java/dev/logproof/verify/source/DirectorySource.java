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
 * Files in a directory, such as a copied bucket; relative names are the keys. File times are
 * unreliable after a copy, so they only decide the read order. A file changed since it was listed
 * counts as gone. Thread-safe.
 */
public final class DirectorySource implements ObjectSource {
  private final Path directory;

  /** Creates a source for the files below {@code directory}. */
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

  /** Empty for a directory or a file that has disappeared. */
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
