package dev.logproof.distribution.image;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * A layer: a compressed tar of a part of a root file system. Names are sorted, and owners and times
 * fixed, so that equal files make equal layers. Stateless.
 *
 * @param file compressed
 * @param digest of the compressed bytes
 * @param diffId digest of the tar
 */
record Layer(Path file, Digest digest, Digest diffId) {
  /** Writable files belong to the container's user, the rest to root. */
  private static final Set<Path> WRITABLE = Set.of(Path.of("fluentd"), Path.of("work"));

  private static final int USER = 999;

  /** Java does not show this bit, which all directories that everyone may write have. */
  private static final int STICKY = 01000;

  /** 2026-01-01, as in the other archives of a release. */
  static final long MODIFIED_MILLIS = 1_767_225_600_000L;

  /** Writes what is below {@code root} and {@code wanted}, by path relative to it. */
  static Layer write(Path root, Predicate<Path> wanted, Path file) throws IOException {
    MessageDigest compressed = Digest.sha256();
    MessageDigest plain = Digest.sha256();
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
        OutputStream gzip = new BestGzip(new DigestOutputStream(out, compressed));
        TarArchiveOutputStream tar =
            new TarArchiveOutputStream(new DigestOutputStream(gzip, plain), "UTF-8")) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (Path path : sorted(root)) {
        Path relative = root.relativize(path);
        if (wanted.test(relative)) {
          add(tar, path, relative);
        }
      }
    }
    return new Layer(file, Digest.of(compressed), Digest.of(plain));
  }

  private static List<Path> sorted(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(path -> !path.equals(root)).sorted().toList();
    }
  }

  private static void add(TarArchiveOutputStream tar, Path path, Path relative) throws IOException {
    boolean link = Files.isSymbolicLink(path);
    boolean directory = !link && Files.isDirectory(path);
    String name = relative + (directory ? "/" : "");
    TarArchiveEntry entry =
        link ? new TarArchiveEntry(name, TarConstants.LF_SYMLINK) : new TarArchiveEntry(name);
    if (link) {
      entry.setLinkName(Files.readSymbolicLink(path).toString());
    }
    entry.setMode(mode(path, directory));
    entry.setModTime(MODIFIED_MILLIS);
    entry.setIds(owner(relative), owner(relative));
    entry.setSize(link || directory ? 0 : Files.size(path));
    tar.putArchiveEntry(entry);
    if (!link && !directory) {
      Files.copy(path, tar);
    }
    tar.closeArchiveEntry();
  }

  private static int owner(Path relative) {
    return WRITABLE.contains(relative.getName(0)) ? USER : 0;
  }

  private static int mode(Path path, boolean directory) throws IOException {
    Set<PosixFilePermission> permissions =
        Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
    boolean shared = directory && permissions.contains(PosixFilePermission.OTHERS_WRITE);
    int mode = 0;
    for (PosixFilePermission permission : PosixFilePermission.values()) {
      mode = mode << 1 | (permissions.contains(permission) ? 1 : 0);
    }
    return shared ? mode | STICKY : mode;
  }

  /** Images are built once and pulled often. */
  private static final class BestGzip extends GZIPOutputStream {
    BestGzip(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
