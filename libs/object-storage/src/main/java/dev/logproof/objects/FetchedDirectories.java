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
 * Directories of results on this machine: what lies in S3 is copied to a temporary directory, which
 * is removed in the end. Confined to one thread.
 */
public final class FetchedDirectories implements AutoCloseable {
  private static final String S3 = "s3://";

  private final List<Path> directories = new ArrayList<>();
  private final List<Path> copies = new ArrayList<>();

  private FetchedDirectories() {}

  /**
   * The directories that {@code places} name.
   *
   * @throws IOException when one in S3 cannot be read or is empty; the message names it
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
        throw new IOException("nothing there; expected what loadgen run copied");
      }
      return copy;
    } catch (IOException | IllegalArgumentException e) {
      throw new IOException(place + ": " + e.getMessage(), e);
    }
  }

  /** One for each place, in their order. */
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
