package dev.logproof.experiment.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logproof.commandline.CommandFailure;
import dev.logproof.experiment.targets.AddressTarget;
import dev.logproof.experiment.targets.OwnTarget;
import dev.logproof.experiment.targets.Target;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Destination of the tasks. */
class SuiteOptionsTest {
  private static final Target ADDRESS = new AddressTarget("there", List.of("10.0.0.7:24224"));

  @Test
  void startsOwnDestinationForStartedTasks() {
    Map<String, String> environment = Map.of("LOGPROOF_S3", "s3://other");
    assertThat(SuiteOptions.destination(List.of(OwnTarget.builtIn()), environment)).isEmpty();
  }

  @Test
  void usesDestinationOfEnvironmentForRunningTasks() {
    Map<String, String> environment =
        Map.of("LOGPROOF_S3", "s3://logs", "AWS_REGION", "eu-west-1", "HOME", "/root");
    assertThat(SuiteOptions.destination(List.of(ADDRESS, OwnTarget.builtIn()), environment))
        .containsOnlyKeys("LOGPROOF_S3", "AWS_REGION");
  }

  @Test
  void rejectsRunningTasksWithoutDestination() {
    assertThatThrownBy(() -> SuiteOptions.destination(List.of(ADDRESS), Map.of()))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("LOGPROOF_S3 is not set");
  }
}
