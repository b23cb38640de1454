package dev.logproof.aggregator.spool.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Creates files and directories that only their owner can access, since they contain clients'
 * events. File systems without POSIX permissions apply their own.
 */
public final class PrivateFiles {
  private PrivateFiles() {}

  /** Returns mode 0600 in a form that the file system supports. */
  public static FileAttribute<?>[] fileAttributes(Path directory) {
    return attributes(directory, "rw-------");
  }

  /**
   * Creates directories with mode 0700. Accepts a symbolic link to a directory, which {@link
   * Files#createDirectories} of Java 17 rejects.
   */
  public static void createDirectories(Path directory) throws IOException {
    Path absolute = directory.toAbsolutePath();
    if (Files.isDirectory(absolute)) {
      return;
    }
    Path parent = absolute.getParent();
    if (parent != null) {
      createDirectories(parent);
    }
    try {
      Files.createDirectory(absolute, attributes(absolute, "rwx------"));
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(absolute)) {
        throw e;
      }
      return;
    }
    if (parent != null) {
      sync(parent);
    }
  }

  /** Returns true if {@code directory} can probably be created and written to. */
  public static boolean isUsable(Path directory) {
    Path absolute = directory.toAbsolutePath();
    while (!Files.exists(absolute) && absolute.getParent() != null) {
      absolute = absolute.getParent();
    }
    return Files.isDirectory(absolute) && Files.isWritable(absolute);
  }

  static void sync(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory)) {
      channel.force(true);
    }
  }

  private static FileAttribute<?>[] attributes(Path path, String mode) {
    if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    Set<PosixFilePermission> permissions = PosixFilePermissions.fromString(mode);
    return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)};
  }
}
