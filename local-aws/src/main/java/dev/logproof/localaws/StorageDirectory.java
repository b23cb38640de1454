package dev.logproof.localaws;

import dev.logproof.commandline.CommandFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserDefinedFileAttributeView;

/** Directory of S3's buckets; a temporary one is deleted on close. */
record StorageDirectory(Path path, boolean temporary) implements AutoCloseable {

  /** Creates the directory if absent, or a temporary one. */
  static StorageDirectory open(LocalAwsSettings.StorageChoice choice) {
    try {
      StorageDirectory directory =
          choice instanceof LocalAwsSettings.Kept kept
              ? new StorageDirectory(Files.createDirectories(kept.path().toAbsolutePath()), false)
              : new StorageDirectory(Files.createTempDirectory("local-aws-"), true);
      directory.requireAttributes();
      return directory;
    } catch (IOException e) {
      String where =
          choice instanceof LocalAwsSettings.Kept kept
              ? "--dir " + kept.path()
              : "a temporary directory";
      throw CommandFailure.badInput(
          where + " is not usable: expected a writable directory: " + e, e);
    }
  }

  /** S3's metadata needs extended attributes; without them it would be lost silently. */
  private void requireAttributes() throws IOException {
    Path probe = Files.createTempFile(path, ".probe-", "");
    try {
      Files.getFileAttributeView(probe, UserDefinedFileAttributeView.class)
          .write("probe", ByteBuffer.wrap(new byte[] {1}));
    } catch (IOException | NullPointerException | UnsupportedOperationException e) {
      throw CommandFailure.badInput(
          path
              + " is on a file system without extended attributes: give --dir on one that has"
              + " them, such as ext4, xfs or btrfs",
          e);
    } finally {
      Files.delete(probe);
    }
  }

  void createBucket(String bucket) {
    try {
      Files.createDirectories(path.resolve(bucket));
    } catch (IOException e) {
      throw CommandFailure.badInput(
          "bucket " + bucket + " cannot be created in " + path + ": " + e, e);
    }
  }

  @Override
  public void close() throws IOException {
    if (temporary) {
      Files.walkFileTree(path, new Remover());
    }
  }

  private static final class Remover extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, IOException failure)
        throws IOException {
      Files.delete(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
