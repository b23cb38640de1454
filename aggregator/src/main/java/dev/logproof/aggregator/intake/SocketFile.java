package dev.logproof.aggregator.intake;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of a unix domain socket. The socket is bound beside its place and moved there, which
 * replaces that of an earlier process at once, and keeps a process that stops from removing that of
 * the next. Stateless.
 */
final class SocketFile {
  private static final Logger LOG = LoggerFactory.getLogger(SocketFile.class);

  private SocketFile() {}

  /** Returns where to bind; creates directories. */
  static Path prepare(Path path) throws IOException {
    Path directory = path.toAbsolutePath().getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    if (isThere(path)) {
      requireSocket(path);
      LOG.info("replacing the socket {} of an earlier process", path);
    }
    Path beside = Path.of(path + ".new");
    if (isThere(beside)) {
      requireSocket(beside);
      Files.delete(beside);
    }
    return beside;
  }

  private static boolean isThere(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static void requireSocket(Path path) throws IOException {
    boolean isSocket =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).isOther();
    if (!isSocket) {
      throw new FileSystemException(path.toString(), null, "exists and is no socket");
    }
  }

  /** Puts the bound socket in its place. */
  static void place(Path bound, Path path) throws IOException {
    Files.move(bound, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
