package dev.logproof.system.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.logproof.system.support.AggregatorTask;
import dev.logproof.system.support.FluentConf;
import dev.logproof.system.support.Loadgen;
import dev.logproof.system.support.LocalCloud;
import dev.logproof.system.support.StreamsOfCloud;
import dev.logproof.system.support.Verifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Compressed records become objects that the verifier reads, under throttling too, and are billed
 * as a fraction of their lines.
 */
@Tag("full")
class CompressedStreamIT {
  private static final long BILLED_STEP_BYTES = 5 * 1024;
  private static final double MOST_BILLED = 0.2;

  @TempDir Path directory;

  private AggregatorTask task(LocalCloud cloud, List<String> lines)
      throws IOException, InterruptedException {
    String config =
        FluentConf.withSources()
            .firehose("**", "compressed", lines, "flush_interval 2", "chunk_limit_size 8m")
            .write(directory.resolve("fluent.conf"));
    return AggregatorTask.start(directory, cloud.environment(), "--config", config);
  }

  private void load(AggregatorTask task) throws IOException, InterruptedException {
    Loadgen.run(
        directory,
        task,
        "--rate=4MB/s",
        "--tracers=2000/s",
        "--duration=6s",
        "--tolerance=20%",
        "--journal=" + directory.resolve("run"));
  }

  private JsonNode verdict(LocalCloud cloud) throws IOException, InterruptedException {
    return Verifier.verdict(
        directory,
        cloud,
        0,
        "--since=1h",
        "--settle=10s",
        "--threshold=duplicated<=0",
        "--journal=" + directory.resolve("run"));
  }

  @ParameterizedTest
  @CsvSource({"gzip,.gz", "zstd,.zst"})
  void deliversObjectsOfLargeMembers(String compression, String extension) throws Exception {
    List<String> lines = List.of("aggregate_records true", "compression " + compression);
    try (LocalCloud cloud = LocalCloud.start(directory)) {
      StreamsOfCloud.create(cloud, "compressed", extension);
      try (AggregatorTask task = task(cloud, lines)) {
        load(task);
        assertThat(task.stop()).as(task.program().stderr()).isZero();
      }
      JsonNode verdict = verdict(cloud);
      assertThat(verdict.path("verdict").asText()).isEqualTo("pass");
      assertThat(verdict.path("observed").asLong()).isGreaterThan(10_000);
      checkBill(cloud, extension);
    }
  }

  /** A record adds less than one step to its bytes. */
  private static void checkBill(LocalCloud cloud, String extension)
      throws IOException, InterruptedException {
    long stored = 0;
    List<String> keys = new ArrayList<>();
    try (S3Client s3 = cloud.s3()) {
      for (S3Object object : cloud.objects(s3, "compressed/")) {
        stored += object.size();
        keys.add(object.key());
      }
    }
    assertThat(keys).isNotEmpty().allMatch(key -> key.endsWith(extension));
    long records = cloud.stopAndCount();
    long payload = 4_000_000L * 6;
    double billed = (double) (stored + records * BILLED_STEP_BYTES) / payload;
    System.out.printf("compression: billed at most %.4f of the lines%n", billed);
    assertThat(billed).isLessThan(MOST_BILLED);
  }

  @Test
  void losesNothingToThrottlingAndPartialFailures() throws Exception {
    List<String> lines = List.of("aggregate_records true", "compression zstd");
    try (LocalCloud cloud =
        LocalCloud.start(directory, "--request-fault=fault=partial,records=0.3,seed=7")) {
      StreamsOfCloud.create(cloud, "compressed", ".zst");
      try (AggregatorTask task = task(cloud, lines)) {
        load(task);
        assertThat(task.stop()).as(task.program().stderr()).isZero();
      }
      assertThat(verdict(cloud).path("verdict").asText()).isEqualTo("pass");
    }
  }

  /** The Ruby plugin's compression: each event is a gzip member. */
  @Test
  void deliversMemberPerEvent() throws Exception {
    try (LocalCloud cloud = LocalCloud.start(directory)) {
      StreamsOfCloud.create(cloud, "compressed", ".gz");
      try (AggregatorTask task = task(cloud, List.of("compression gzip"))) {
        load(task);
        assertThat(task.stop()).as(task.program().stderr()).isZero();
      }
      assertThat(verdict(cloud).path("verdict").asText()).isEqualTo("pass");
    }
  }
}
