package dev.logproof.system.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.logproof.system.support.AggregatorTask;
import dev.logproof.system.support.LocalCloud;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verifies fluent-logger and the AWS SDK for JavaScript. */
class NodeClientsIT {
  private static final int CLIENTS = 8;
  private static final int EVENTS_PER_CLIENT = 12_500;
  private static final String TEXT = " \u00e4\u4e16\u754c\ud83d\ude00 \"quoted\" \\ \u0001\t\n";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;

  /** Packed modes run with and without acknowledgements. */
  @Test
  void deliversEventsOfFluentLoggerInEveryMode() throws Exception {
    NodeClients node = NodeClients.install(directory);
    try (LocalCloud cloud = LocalCloud.start(directory);
        AggregatorTask task = AggregatorTask.start(directory, cloud.environment())) {
      String port = Integer.toString(task.forwardPort());
      String printed =
          node.run(
              cloud.environment(),
              "log.js",
              port,
              Integer.toString(CLIENTS),
              Integer.toString(EVENTS_PER_CLIENT));
      assertThat(printed).isEqualTo("logged 100000\n");
      assertThat(task.stop()).isZero();
      assertThat(task.accounting())
          .isEqualTo("accounting: received=100000 delivered=100000 rejected=0 pending=0");
      assertEveryEventArrivedOnce(cloud);
    }
  }

  private static void assertEveryEventArrivedOnce(LocalCloud cloud) throws IOException {
    int expected = CLIENTS * EVENTS_PER_CLIENT;
    BitSet seen = new BitSet();
    for (String line : cloud.awaitLines("backend/", expected)) {
      JsonNode event = JSON.readTree(line);
      int number = event.path("number").asInt(-1);
      int bit = event.path("client").asInt(-1) * EVENTS_PER_CLIENT + number;
      assertThat(seen.get(bit)).as("duplicate %s", line).isFalse();
      seen.set(bit);
      assertThat(event.path("log").asText()).isEqualTo("line " + number + TEXT);
    }
    assertThat(seen.cardinality()).isEqualTo(expected);
  }

  @Tag("full")
  @Test
  void servesAwsSdkForJavaScript() throws Exception {
    NodeClients node = NodeClients.install(directory);
    try (LocalCloud cloud = LocalCloud.start(directory)) {
      String printed =
          node.run(
              cloud.environment(),
              "firehose.js",
              "s3-delivery-stream",
              cloud.bucket(),
              "backend/",
              "100");
      assertThat(printed.lines())
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, 100).mapToObj(i -> "js-record-" + i).toList());
    }
  }
}
