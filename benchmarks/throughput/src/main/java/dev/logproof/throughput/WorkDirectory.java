package dev.logproof.throughput;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Working directory of the processes. Deleted at the end unless the user named it. */
record WorkDirectory(Path path, boolean kept) implements AutoCloseable {
  static WorkDirectory named(Path path) throws IOException {
    return new WorkDirectory(Files.createDirectories(path).toRealPath(), true);
  }

  static WorkDirectory temporary() throws IOException {
    return new WorkDirectory(Files.createTempDirectory("aggregator-throughput"), false);
  }

  Path of(String name, String rate, int round) throws IOException {
    String words = name + "-" + rate + "-" + round;
    return Files.createDirectories(path.resolve(words.replaceAll("[^A-Za-z0-9.]+", "-")));
  }

  @Override
  public void close() throws IOException {
    if (kept) {
      return;
    }
    List<Path> all;
    try (Stream<Path> found = Files.walk(path)) {
      all = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path one : all) {
      Files.deleteIfExists(one);
    }
  }
}
