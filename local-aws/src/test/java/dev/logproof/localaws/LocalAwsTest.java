package dev.logproof.localaws;

import dev.logproof.localaws.delivery.Compression;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of a stand-in without a quota, started for each test. */
abstract class LocalAwsTest {
  @TempDir Path directory;
  RunningLocalAws running;

  @BeforeEach
  final void startLocalAws() throws Exception {
    running = new RunningLocalAws(directory, Compression.GZIP);
  }

  @AfterEach
  final void stopLocalAws() throws Exception {
    running.close();
  }
}
