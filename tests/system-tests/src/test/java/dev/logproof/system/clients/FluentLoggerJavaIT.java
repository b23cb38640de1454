package dev.logproof.system.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.logproof.system.support.TaskInCloud;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.fluentd.logger.FluentLogger;
import org.junit.jupiter.api.Test;

/** Verifies that every event of fluent-logger-java reaches S3 unaltered. */
class FluentLoggerJavaIT extends TaskInCloud {
  private static final int CLIENTS = 4;
  private static final int EVENTS_PER_CLIENT = 25_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Map<String, Object> event(int client, int number) {
    Map<String, Object> event = new HashMap<>();
    event.put("client", client);
    event.put("number", number);
    event.put("log", "line " + number + " \u00e4\u4e16\u754c\ud83d\ude00 \"quoted\" \\ \u0001\t\n");
    return event;
  }

  /** Loggers with equal settings would share a connection. */
  private FluentLogger connect(int client) {
    int capacityBytes = (8 << 20) + client;
    return FluentLogger.getLogger("", "127.0.0.1", task.forwardPort(), 3_000, capacityBytes);
  }

  private void log(int client) throws IOException {
    FluentLogger logger = connect(client);
    for (int number = 0; number < EVENTS_PER_CLIENT; number++) {
      while (!logger.log("backend-java", event(client, number))) {
        logger.flush();
      }
    }
    logger.flush();
    logger.close();
  }

  @Test
  void deliversEachOfHundredThousandEventsOnce() throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      int client = i;
      running.add(
          clients.submit(
              () -> {
                log(client);
                return null;
              }));
    }
    for (Future<?> client : running) {
      client.get();
    }
    clients.shutdown();
    assertThat(task.stop()).isZero();
    assertThat(task.accounting())
        .isEqualTo("accounting: received=100000 delivered=100000 rejected=0 pending=0");
    assertEveryEventArrivedOnce(cloud.awaitLines("backend/", CLIENTS * EVENTS_PER_CLIENT));
  }

  private static void assertEveryEventArrivedOnce(List<String> lines) throws IOException {
    BitSet seen = new BitSet();
    for (String line : lines) {
      JsonNode event = JSON.readTree(line);
      int client = event.path("client").asInt(-1);
      int number = event.path("number").asInt(-1);
      int bit = client * EVENTS_PER_CLIENT + number;
      assertThat(seen.get(bit)).as("duplicate %s", line).isFalse();
      seen.set(bit);
      JsonNode logged = JSON.valueToTree(event(client, number));
      assertThat(event).isEqualTo(logged);
    }
    assertThat(seen.cardinality()).isEqualTo(CLIENTS * EVENTS_PER_CLIENT);
  }

  @Test
  void deliversValuesOfEveryKindUnchanged() throws Exception {
    Map<String, Object> event = new HashMap<>();
    event.put("unicode", "\u00fc\u20ac\u4e16\ud83d\ude80\u2028");
    event.put("control", "\u0000\u0001\u001f\b\f\n\r\t\u007f");
    event.put("quotes", "\"'\\/</script>");
    event.put("nested", Map.of("a", Map.of("b", List.of(1, "two", Map.of("c", 3)))));
    event.put("array", List.of(1, 2, 3));
    event.put("minimum", Long.MIN_VALUE);
    event.put("maximum", Long.MAX_VALUE);
    event.put("unsigned", BigInteger.TWO.pow(64).subtract(BigInteger.ONE));
    event.put("double", 0.1);
    event.put("small", 1e-300);
    event.put("nil", null);
    event.put("true", true);
    event.put("megabyte", "x".repeat(900_000) + "\u00e9".repeat(40_000));
    event.put("empty", "");
    FluentLogger logger = connect(0);
    assertThat(logger.log("frontend-java", event)).isTrue();
    logger.flush();
    logger.close();
    assertThat(task.stop()).isZero();
    JsonNode arrived = JSON.readTree(cloud.awaitLines("frontend/", 1).get(0));
    assertThat(arrived).isEqualTo(JSON.readTree(JSON.writeValueAsString(event)));
  }
}
