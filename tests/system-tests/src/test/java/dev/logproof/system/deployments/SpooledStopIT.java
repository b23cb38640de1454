package dev.logproof.system.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.system.support.AggregatorTask;
import dev.logproof.system.support.FluentConf;
import dev.logproof.system.support.Loadgen;
import dev.logproof.system.support.LocalCloud;
import dev.logproof.system.support.Verifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stops a task while Firehose is unreachable: nothing is lost. */
class SpooledStopIT {
  @TempDir Path directory;

  @Test
  void deliversUndeliveredEventsWithNextTask() throws IOException, InterruptedException {
    try (LocalCloud cloud = LocalCloud.start(directory)) {
      Map<String, String> away = new HashMap<>(cloud.environment());
      away.put("AWS_ENDPOINT_URL_FIREHOSE", "http://127.0.0.1:1");
      long sent;
      try (AggregatorTask first = AggregatorTask.start(directory, away, "--stop-timeout", "6s")) {
        load(first);
        assertThat(first.stop()).isEqualTo(1);
        sent = number(first.accounting(), "received");
        assertThat(first.accounting())
            .isEqualTo(
                "accounting: received=%1$d delivered=0 rejected=0 pending=%1$d (spooled=%1$d)"
                    .formatted(sent));
      }
      try (AggregatorTask second = AggregatorTask.start(directory, cloud.environment())) {
        assertThat(second.stop()).isZero();
        assertThat(second.accounting())
            .isEqualTo(
                "accounting: received=%1$d (recovered=%1$d) delivered=%1$d rejected=0 pending=0"
                    .formatted(sent));
      }
      assertEverythingArrivedOnce(cloud, sent);
    }
  }

  @Tag("full")
  @Test
  void deliversEventsAcknowledgedOnDiskAfterKill() throws IOException, InterruptedException {
    String config =
        FluentConf.withSources("ack_on spooled")
            .firehose(
                "**",
                FluentConf.S3_STREAM,
                "@type file",
                "path " + directory.resolve("buffer"),
                "flush_interval 0.5")
            .write(directory.resolve("fluent.conf"));
    try (LocalCloud cloud = LocalCloud.start(directory)) {
      Map<String, String> away = new HashMap<>(cloud.environment());
      away.put("AWS_ENDPOINT_URL_FIREHOSE", "http://127.0.0.1:1");
      try (AggregatorTask first = AggregatorTask.start(directory, away, "--config", config)) {
        load(first, "--ack", "--mode=forward");
        first.program().process().destroyForcibly().waitFor();
      }
      long delivered;
      try (AggregatorTask second =
          AggregatorTask.start(directory, cloud.environment(), "--config", config)) {
        assertThat(second.stop()).isZero();
        assertThat(second.accounting()).contains(" (recovered=").endsWith("pending=0");
        delivered = number(second.accounting(), "delivered");
      }
      assertEverythingArrivedOnce(cloud, delivered);
    }
  }

  /** Waits for the stand-in's buffers: settling counts from the load's end, long ago by now. */
  private void assertEverythingArrivedOnce(LocalCloud cloud, long delivered)
      throws IOException, InterruptedException {
    cloud.awaitLines("", delivered);
    Verifier.run(
        directory,
        cloud,
        0,
        "--since=1h",
        "--threshold=duplicated<=0",
        "--settle=3s",
        "--journal=" + directory.resolve("run"));
  }

  private void load(AggregatorTask task, String... more) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("--rate=1MB/s", "--lines=numbered"));
    arguments.addAll(List.of("--duration=2s", "--tolerance=20%"));
    arguments.add("--journal=" + directory.resolve("run"));
    arguments.addAll(List.of(more));
    Loadgen.run(directory, task, arguments.toArray(String[]::new));
  }

  private static long number(String accounting, String name) {
    return Long.parseLong(accounting.replaceFirst(".*" + name + "=(\\d+).*", "$1"));
  }
}
