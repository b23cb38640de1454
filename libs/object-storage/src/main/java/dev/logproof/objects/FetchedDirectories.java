package dev.logproof.objects;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Local access to result directories. Those in S3 are copied to temporary directories, which {@link
 * #close} deletes. Confined to one thread.
 */
public final class FetchedDirectories implements AutoCloseable {
  private static final String S3 = "s3://";

  private final List<Path> directories = new ArrayList<>();
  private final List<Path> copies = new ArrayList<>();

  private FetchedDirectories() {}

  /**
   * Resolves local paths and {@code s3://} locations, which are downloaded.
   *
   * @throws IOException naming a location that cannot be read or is empty
   */
  public static FetchedDirectories of(List<String> places) throws IOException {
    FetchedDirectories fetched = new FetchedDirectories();
    try {
      for (String place : places) {
        fetched.directories.add(place.startsWith(S3) ? fetched.fetch(place) : Path.of(place));
      }
      return fetched;
    } catch (IOException e) {
      fetched.close();
      throw e;
    }
  }

  private Path fetch(String place) throws IOException {
    try (S3Client client = StandardS3.client(1)) {
      Path copy = Files.createTempDirectory("logproof-fetched");
      copies.add(copy);
      if (new DirectoryCopy(client).download(S3Location.parse(place), copy).isEmpty()) {
        throw new IOException("no objects found; expected files copied by loadgen run");
      }
      return copy;
    } catch (IOException | IllegalArgumentException e) {
      throw new IOException(place + ": " + e.getMessage(), e);
    }
  }

  /** Local directories in the given order. */
  public List<Path> directories() {
    return List.copyOf(directories);
  }

  @Override
  public void close() {
    copies.forEach(FetchedDirectories::remove);
  }

  private static void remove(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
