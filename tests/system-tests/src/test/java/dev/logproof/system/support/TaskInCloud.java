package dev.logproof.system.support;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of one task that delivers to a local cloud, both started for each test. */
public abstract class TaskInCloud {
  @TempDir protected Path directory;
  protected LocalCloud cloud;
  protected AggregatorTask task;

  /** Further arguments of local-aws. */
  protected String[] cloudArguments() {
    return new String[0];
  }

  @BeforeEach
  final void startTaskInCloud() throws IOException, InterruptedException {
    cloud = LocalCloud.start(directory, cloudArguments());
    task = AggregatorTask.start(directory, cloud.environment());
  }

  @AfterEach
  final void stopTaskInCloud() {
    task.close();
    cloud.close();
  }
}
