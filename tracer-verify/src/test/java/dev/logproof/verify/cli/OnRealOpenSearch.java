package dev.logproof.verify.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Tests with a node that is started once per class. */
public abstract class OnRealOpenSearch {
  @TempDir static Path data;
  protected static RealOpenSearch node;

  @BeforeAll
  static void startNode() throws IOException {
    node = RealOpenSearch.start(data);
  }

  @AfterAll
  static void stopNode() {
    node.close();
  }
}
