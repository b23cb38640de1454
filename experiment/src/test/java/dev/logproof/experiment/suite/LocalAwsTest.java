package dev.logproof.experiment.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Exports are read once the last one is printed. */
class LocalAwsTest {
  @Test
  void readsAllExports() {
    assertThat(
            LocalAws.exports(
                List.of("export AWS_REGION='us-west-2'", "# note", "export LOGPROOF_S3=s3://b")))
        .contains(Map.of("AWS_REGION", "us-west-2", "LOGPROOF_S3", "s3://b"));
  }

  @Test
  void returnsEmptyWithoutLastExport() {
    assertThat(LocalAws.exports(List.of("export AWS_REGION=us-west-2"))).isEmpty();
  }
}
