package dev.logproof.aggregator.config.syntax;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds files by a pattern; lists only directories that the pattern names. Only a leading dot
 * matches hidden files. Stateless.
 */
final class FileGlob {
  private static final int MAX_FOLDERS = 1_000;

  private FileGlob() {}

  static boolean isGlob(String pattern) {
    return pattern.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
  }

  /**
   * Returns the files sorted by name.
   *
   * @throws IllegalArgumentException for an invalid pattern or too many files
   */
  static List<Path> expand(Path base, String pattern, int maxFiles) throws IOException {
    List<Path> found = List.of(pattern.startsWith("/") ? Path.of("/") : base);
    for (String segment : pattern.split("/", -1)) {
      if (!segment.isEmpty()) {
        found = segment.equals("**") ? below(found) : step(found, segment);
      }
      if (found.size() > maxFiles) {
        throw new IllegalArgumentException("matches more than " + maxFiles + " files");
      }
    }
    return found.stream().filter(Files::isRegularFile).sorted().toList();
  }

  /** Returns the folders and all folders below them; as in Ruby, without links and hidden ones. */
  private static List<Path> below(List<Path> folders) throws IOException {
    List<Path> found = new ArrayList<>(folders);
    for (int at = 0; at < found.size(); at++) {
      if (found.size() > MAX_FOLDERS) {
        throw new IllegalArgumentException("more than " + MAX_FOLDERS + " folders below **");
      }
      List<Path> inner = new ArrayList<>();
      list(found.get(at), "*", inner);
      inner.stream().filter(path -> Files.isDirectory(path, NOFOLLOW_LINKS)).forEach(found::add);
    }
    return found;
  }

  private static List<Path> step(List<Path> folders, String segment) throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path folder : folders) {
      if (!isGlob(segment)) {
        found.add(folder.resolve(segment));
      } else if (Files.isDirectory(folder.toAbsolutePath())) {
        list(folder, segment, found);
      }
    }
    return found;
  }

  private static void list(Path folder, String segment, List<Path> found) throws IOException {
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(folder.toAbsolutePath(), segment)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (!name.startsWith(".") || segment.startsWith(".")) {
          found.add(folder.resolve(name));
        }
      }
    }
  }
}
