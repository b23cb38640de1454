package dev.logproof.aggregator.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where events are kept that can never be delivered. */
class DeadLetterFileTest {
  @TempDir Path root;

  private void keep(Path directory, String outputId) {
    new DeadLetterFile(directory, outputId, InstantSource.system())
        .keep("too large", "event".getBytes(UTF_8));
  }

  @Test
  void outputsWithSimilarIdsShareNoFile() {
    keep(root, "a/b");
    keep(root, "a_b");
    keep(root, "a:b");
    assertThat(root)
        .isDirectoryContaining("glob:**/a_b.jsonl")
        .isDirectoryContaining("glob:**/a%2Fb.jsonl")
        .isDirectoryContaining("glob:**/a%3Ab.jsonl");
  }

  @Test
  void directoryMayBeSymbolicLink() throws IOException {
    Path real = Files.createDirectory(root.resolve("real"));
    Path link = Files.createSymbolicLink(root.resolve("link"), real);
    keep(link, "out");
    assertThat(real.resolve("out.jsonl")).isNotEmptyFile();
  }

  @Test
  void fileAndDirectoryAreForTheirOwnerAlone() throws IOException {
    Path directory = root.resolve("dead-letter");
    keep(directory, "out");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve("out.jsonl"))))
        .isEqualTo("rw-------");
  }
}
