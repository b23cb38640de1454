package dev.logproof.objects;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Copies a directory to and from S3; relative file names become keys. A growing file is copied in
 * its current state. Blocking.
 */
public final class DirectoryCopy {
  private final S3Client client;

  /** Creates a copier; the caller closes {@code client}. */
  public DirectoryCopy(S3Client client) {
    this.client = client;
  }

  /**
   * Uploads every file below {@code directory}.
   *
   * @throws IOException naming the file that cannot be read or is rejected
   */
  public void upload(Path directory, S3Location to) throws IOException {
    for (Path file : filesBelow(directory)) {
      String key = folder(to) + directory.relativize(file).toString().replace('\\', '/');
      try {
        byte[] bytes = Files.readAllBytes(file);
        client.putObject(put -> put.bucket(to.bucket()).key(key), RequestBody.fromBytes(bytes));
      } catch (SdkException e) {
        throw new IOException("s3://" + to.bucket() + "/" + key + ": " + S3Failure.explain(e), e);
      }
    }
  }

  private static List<Path> filesBelow(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * Downloads every object below {@code from}, keeping its last-modified time.
   *
   * @param directory created if absent
   * @return the files written, in key order
   * @throws IOException if S3 rejects a request or a file cannot be written
   */
  public List<Path> download(S3Location from, Path directory) throws IOException {
    try {
      Path root = directory.toAbsolutePath().normalize();
      return client
          .listObjectsV2Paginator(list -> list.bucket(from.bucket()).prefix(folder(from)))
          .contents()
          .stream()
          .filter(object -> !object.key().endsWith("/"))
          .map(object -> download(object, from, root))
          .toList();
    } catch (SdkException e) {
      throw new IOException(from + ": " + S3Failure.explain(e), e);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private Path download(S3Object object, S3Location from, Path root) {
    Path file = root.resolve(object.key().substring(folder(from).length())).normalize();
    try {
      if (!file.startsWith(root)) {
        throw new IOException(
            "s3://" + from.bucket() + "/" + object.key() + ": its name points outside " + root);
      }
      Files.createDirectories(file.getParent());
      Files.deleteIfExists(file);
      client.getObject(
          get -> get.bucket(from.bucket()).key(object.key()), ResponseTransformer.toFile(file));
      Files.setLastModifiedTime(file, FileTime.from(object.lastModified()));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String folder(S3Location location) {
    String prefix = location.prefix();
    return prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
  }
}
