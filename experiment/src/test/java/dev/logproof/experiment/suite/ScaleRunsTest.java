package dev.logproof.experiment.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.record.result.Sample;
import dev.logproof.record.result.ScaleCase.TaskShare;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Shares of the load. */
class ScaleRunsTest {
  private static Sample.Task task(String name, long connections) {
    return new Sample.Task(name, 0.1, 1, OptionalLong.of(connections));
  }

  private static Sample sample(Sample.Task... tasks) {
    return new Sample("ours", "scale", 1, 1, 1, List.of(tasks), OptionalLong.empty());
  }

  @Test
  void takesShareOfConnectionsForShareOfLoad() {
    assertThat(ScaleRuns.shares(sample(task("a", 6), task("b", 2))))
        .containsExactly(new TaskShare("a", 0.75, 6, 0.1), new TaskShare("b", 0.25, 2, 0.1));
  }

  @Test
  void knowsNoSharesWithoutConnections() {
    assertThat(ScaleRuns.shares(sample(task("a", 0)))).isEmpty();
  }
}
