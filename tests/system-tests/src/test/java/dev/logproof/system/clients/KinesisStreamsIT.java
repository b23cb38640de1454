package dev.logproof.system.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.logproof.system.support.AggregatorTask;
import dev.logproof.system.support.FluentConf;
import dev.logproof.system.support.LocalCloud;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.fluentd.logger.FluentLogger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kinesis.model.Record;

/** Every event of a forward client reaches Kinesis once, in the order of its partition key. */
class KinesisStreamsIT {
  private static final String STREAM = "events";
  private static final int KEYS = 25;
  private static final int EVENTS = 5_000;

  @TempDir Path directory;

  private String config() throws IOException {
    return FluentConf.withSources()
        .section(
            "<match **>",
            List.of(
                "@type kinesis_streams",
                "stream_name " + STREAM,
                "partition_key key",
                "<buffer>",
                "flush_interval 0.2",
                "retry_wait 0.1",
                "</buffer>"))
        .write(directory.resolve("fluent.conf"));
  }

  private AggregatorTask start(Map<String, String> environment, String... more)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("--config", config()));
    arguments.addAll(List.of(more));
    return AggregatorTask.start(directory, environment, arguments.toArray(String[]::new));
  }

  /** Sends over one connection, which keeps the order. */
  private static void log(AggregatorTask task) {
    FluentLogger logger = FluentLogger.getLogger("", "127.0.0.1", task.forwardPort());
    for (int number = 0; number < EVENTS; number++) {
      Map<String, Object> event = Map.of("key", "k" + number % KEYS, "number", number);
      while (!logger.log("app", event)) {
        logger.flush();
      }
    }
    logger.flush();
    logger.close();
  }

  private static void fault(LocalCloud cloud, String plan) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(cloud.environment().get("LOGPROOF_REQUEST_FAULTS")))
            .PUT(HttpRequest.BodyPublishers.ofString(plan.replace('\'', '"')))
            .build();
    HttpAnswer.requireOk(request);
  }

  /** Planted defects, an overtaking or doubled record, would break the exact sequences. */
  private static void assertEachKeyIsComplete(LocalCloud cloud) throws IOException {
    Map<String, List<Integer>> numbers = new TreeMap<>();
    try (ShardReader reader = new ShardReader(cloud, STREAM)) {
      for (Record record : reader.all()) {
        JsonNode event = new ObjectMapper().readTree(record.data().asByteArray());
        assertThat(record.partitionKey()).isEqualTo(event.get("key").asText());
        assertThat(record.data().asUtf8String()).endsWith("}\n");
        numbers
            .computeIfAbsent(record.partitionKey(), key -> new ArrayList<>())
            .add(event.get("number").asInt());
      }
    }
    assertThat(numbers).hasSize(KEYS);
    for (int key = 0; key < KEYS; key++) {
      assertThat(numbers.get("k" + key))
          .as("numbers of key %d", key)
          .isEqualTo(
              IntStream.iterate(key, number -> number < EVENTS, number -> number + KEYS)
                  .boxed()
                  .toList());
    }
  }

  @Tag("full")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'fault':'throttle','share':0.2,'seed':7}",
        "{'fault':'partial','records':0.3,'seed':7}",
        "{'fault':'error','code':'InternalFailure','share':0.2,'seed':7}",
        "{'fault':'disconnect','moment':'before-request','share':0.1,'seed':7}"
      })
  void deliversEachEventOnceInOrderOfItsKeyDuringFault(String fault) throws Exception {
    try (LocalCloud cloud = LocalCloud.start(directory, "--faults");
        ShardReader reader = new ShardReader(cloud, STREAM)) {
      reader.create(4);
      fault(cloud, fault);
      try (AggregatorTask task = start(cloud.environment())) {
        log(task);
        assertThat(task.stop()).as(task.program().stderr()).isZero();
        assertThat(task.accounting())
            .isEqualTo(
                "accounting: received=%1$d delivered=%1$d rejected=0 pending=0".formatted(EVENTS));
        assertThat(task.program().stderr()).contains("Retrying to request batch.");
      }
      assertEachKeyIsComplete(cloud);
    }
  }

  @Test
  void replaysEventsSpooledInOutageWithNextTask() throws Exception {
    try (LocalCloud cloud = LocalCloud.start(directory);
        ShardReader reader = new ShardReader(cloud, STREAM)) {
      reader.create(4);
      Map<String, String> away = new HashMap<>(cloud.environment());
      away.put("AWS_ENDPOINT_URL_KINESIS", "http://127.0.0.1:1");
      try (AggregatorTask first = start(away, "--stop-timeout", "4s")) {
        log(first);
        assertThat(first.stop()).isEqualTo(1);
        assertThat(first.accounting())
            .isEqualTo(
                "accounting: received=%1$d delivered=0 rejected=0 pending=%1$d (spooled=%1$d)"
                    .formatted(EVENTS));
      }
      assertThat(Files.exists(directory.resolve("spool"))).isTrue();
      try (AggregatorTask second = start(cloud.environment())) {
        assertThat(second.stop()).as(second.program().stderr()).isZero();
        assertThat(second.accounting())
            .isEqualTo(
                "accounting: received=%1$d (recovered=%1$d) delivered=%1$d rejected=0 pending=0"
                    .formatted(EVENTS));
      }
      assertEachKeyIsComplete(cloud);
    }
  }
}
