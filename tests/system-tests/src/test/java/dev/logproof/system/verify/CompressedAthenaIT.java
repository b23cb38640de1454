package dev.logproof.system.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.logproof.system.support.AggregatorTask;
import dev.logproof.system.support.FluentConf;
import dev.logproof.system.support.Loadgen;
import dev.logproof.system.support.LocalCloud;
import dev.logproof.system.support.StreamsOfCloud;
import dev.logproof.system.support.Verifier;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Trino reads objects of many gzip members and zstd frames as the scanner does. Built with
 * {@code -Pathena}.
 */
@EnabledIfSystemProperty(named = "logproof.athena", matches = "true")
@Tag("full")
class CompressedAthenaIT {
  @TempDir Path directory;

  private static List<String> compressed(String how) {
    return List.of("aggregate_records true", "compression " + how);
  }

  @Test
  void agreesBetweenScanAndAthena() throws Exception {
    String config =
        FluentConf.withSources()
            .firehose("backend*", "members", compressed("gzip"), "flush_interval 1")
            .firehose("frontend*", "frames", compressed("zstd"), "flush_interval 1")
            .write(directory.resolve("fluent.conf"));
    try (LocalCloud cloud = LocalCloud.start(directory, "--athena")) {
      StreamsOfCloud.create(cloud, "members", ".gz");
      StreamsOfCloud.create(cloud, "frames", ".zst");
      try (AggregatorTask task =
          AggregatorTask.start(directory, cloud.environment(), "--config", config)) {
        Loadgen.runAndStop(
            directory,
            task,
            directory.resolve("run"),
            "--tag=backend-a,frontend-b",
            "--lines=numbered",
            "--rate=2MB/s",
            "--duration=8s");
      }
      JsonNode verdict =
          Verifier.verdict(
              directory,
              cloud,
              0,
              "--since=1h",
              "--settle=10s",
              "--engine=scan,athena",
              "--journal=" + directory.resolve("run"));
      assertThat(verdict.path("verdict").asText()).isEqualTo("pass");
      assertThat(verdict.path("observed").asLong()).isGreaterThan(10_000);
    }
  }
}
