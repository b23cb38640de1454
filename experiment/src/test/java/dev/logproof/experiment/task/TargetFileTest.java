package dev.logproof.experiment.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file holds the registered targets; no temporary files remain. */
class TargetFileTest {
  @TempDir Path temp;

  @Test
  void addsAndRemovesTargets() throws IOException {
    TargetFile targets = new TargetFile(temp.resolve("targets"));
    assertThat(targets.path()).isEmptyFile();
    targets.register("127.0.0.1:1");
    targets.register("127.0.0.1:2");
    assertThat(targets.path()).hasContent("127.0.0.1:1\n127.0.0.1:2");
    targets.deregister("127.0.0.1:1");
    assertThat(targets.path()).hasContent("127.0.0.1:2");
    assertThat(temp).isDirectoryContaining(file -> file.equals(targets.path()));
  }

  @Test
  void listsTargetOnce() throws IOException {
    TargetFile targets = new TargetFile(temp.resolve("targets"));
    targets.register("127.0.0.1:1");
    targets.register("127.0.0.1:1");
    assertThat(targets.path()).hasContent("127.0.0.1:1");
  }
}
