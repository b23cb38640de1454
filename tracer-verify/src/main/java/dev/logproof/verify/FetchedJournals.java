package dev.logproof.verify;

import dev.logproof.commandline.CommandFailure;
import dev.logproof.objects.DirectoryCopy;
import dev.logproof.objects.S3Location;
import dev.logproof.objects.StandardS3;
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
 * Directories of journals on this machine: what lies in S3 is copied to a temporary directory,
 * which is removed in the end. Confined to one thread.
 */
final class FetchedJournals implements AutoCloseable {
  private static final String S3 = "s3://";

  private final List<Path> directories = new ArrayList<>();
  private final List<Path> copies = new ArrayList<>();

  private FetchedJournals() {}

  /**
   * The directories that {@code places} name.
   *
   * @throws CommandFailure when one in S3 cannot be read or is empty
   */
  static FetchedJournals of(List<String> places) {
    FetchedJournals journals = new FetchedJournals();
    for (String place : places) {
      journals.directories.add(place.startsWith(S3) ? journals.fetch(place) : Path.of(place));
    }
    return journals;
  }

  private Path fetch(String place) {
    try (S3Client client = StandardS3.client(1)) {
      Path copy = Files.createTempDirectory("logproof-journals");
      copies.add(copy);
      if (new DirectoryCopy(client).download(S3Location.parse(place), copy).isEmpty()) {
        throw CommandFailure.badInput(
            "--journal " + place + ": nothing there; expected what loadgen run copied");
      }
      return copy;
    } catch (IOException | IllegalArgumentException e) {
      throw CommandFailure.badInput("--journal " + place + ": " + e.getMessage(), e);
    }
  }

  List<Path> directories() {
    return directories;
  }

  @Override
  public void close() {
    copies.forEach(FetchedJournals::remove);
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
