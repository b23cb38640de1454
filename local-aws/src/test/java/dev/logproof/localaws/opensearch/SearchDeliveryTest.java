package dev.logproof.localaws.opensearch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.logproof.localaws.ManualClock;
import dev.logproof.localaws.delivery.Compression;
import dev.logproof.localaws.delivery.ObjectFormat;
import dev.logproof.localaws.delivery.Pause;
import dev.logproof.localaws.delivery.RecordingStore;
import dev.logproof.localaws.delivery.SealedObject;
import dev.logproof.localaws.limits.Admission;
import dev.logproof.localaws.opensearch.ScriptedBulk.ScriptedResponse;
import dev.logproof.localaws.opensearch.SearchSettings.Backup;
import dev.logproof.localaws.opensearch.SearchSettings.DocumentIds;
import dev.logproof.localaws.stream.Accounting;
import dev.logproof.localaws.stream.DeliveryStreams;
import dev.logproof.localaws.stream.RecordBatch;
import dev.logproof.localaws.stream.StreamResources;
import dev.logproof.localaws.stream.StreamSettings;
import dev.logproof.opensearch.Login;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Verifies retries, S3 backup and counters of OpenSearch delivery. */
class SearchDeliveryTest {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();
  private final ManualClock clock = new ManualClock(Instant.parse("2016-02-25T13:00:00Z"));
  private final RecordingStore store = new RecordingStore();
  private final List<Long> pauses = Collections.synchronizedList(new ArrayList<>());
  private ScriptedBulk bulk;

  @BeforeEach
  void start() throws Exception {
    bulk = new ScriptedBulk();
  }

  @AfterEach
  void stop() {
    bulk.close();
  }

  @Test
  void indexesRecordWithoutLineBreakInIndexOfDay() throws Exception {
    Accounting counters = deliver(settings(), "{\"a\":1}\n", "{\"b\":2}", "{\"a\":1}\n");

    assertThat(counters).isEqualTo(new Accounting(3, 3, 0, 0, 0));
    ScriptedBulk.ReceivedBulk request = bulk.requests().get(0);
    assertThat(request.documents()).containsExactly("{\"a\":1}", "{\"b\":2}", "{\"a\":1}");
    assertThat(request.actions())
        .allMatch(action -> action.startsWith("{\"index\":{\"_index\":\"i-2016-02-25\",\"_id\":\""))
        .doesNotHaveDuplicates();
    assertThat(request.authorization()).isEqualTo("null");
    assertThat(store.isEmpty()).isTrue();
  }

  @Test
  void omitsDocumentIdsWhenDisabled() throws Exception {
    deliver(settings(bulk.endpoint(), DocumentIds.NO_DOCUMENT_ID, Backup.FAILED), "{}");

    assertThat(bulk.requests().get(0).actions())
        .containsExactly("{\"index\":{\"_index\":\"i-2016-02-25\"}}");
  }

  @Test
  void resendsOnlyTransientFailuresUnderSameId() throws Exception {
    bulk.then(request -> ScriptedResponse.items(request, i -> List.of(429, 201, 503).get(i)))
        .then(request -> new ScriptedResponse(502, "bad gateway"))
        .then(request -> ScriptedResponse.items(request, i -> 200 + i));

    Accounting counters = deliver(settings(), "{\"n\":0}", "{\"n\":1}", "{\"n\":2}");

    assertThat(counters).isEqualTo(new Accounting(3, 3, 0, 0, 0));
    List<ScriptedBulk.ReceivedBulk> requests = bulk.requests();
    assertThat(requests).hasSize(3);
    assertThat(requests.get(2).documents()).containsExactly("{\"n\":0}", "{\"n\":2}");
    assertThat(requests.get(2).actions())
        .isEqualTo(requests.get(1).actions())
        .containsExactly(requests.get(0).actions().get(0), requests.get(0).actions().get(2));
    assertThat(pauses).containsExactly(100L, 200L);
  }

  @Test
  void backsUpMappingErrorAtOnce() throws Exception {
    bulk.then(request -> ScriptedResponse.items(request, i -> i == 1 ? 400 : 201));

    Accounting counters = deliver(settings(), "{\"n\":0}\n", "{\"n\":1}\n");

    assertThat(counters).isEqualTo(new Accounting(2, 1, 1, 0, 1));
    SealedObject object = store.next();
    assertThat(object.key()).startsWith("p/AmazonOpenSearchService-failed/2016/02/25/13/s-1-2016-");
    JsonNode line = lines(object).get(0);
    assertThat(line.path("attemptsMade").intValue()).isEqualTo(1);
    assertThat(line.path("arrivalTimestamp").longValue()).isEqualTo(clock.instant().toEpochMilli());
    assertThat(line.path("attemptEndingTimestamp").longValue())
        .isEqualTo(clock.instant().toEpochMilli());
    assertThat(line.path("errorCode").textValue()).isEqualTo("400");
    assertThat(line.path("errorMessage").textValue())
        .isEqualTo("{\"type\":\"t\",\"reason\":\"r400\"}");
    assertThat(line.path("esIndexName").textValue()).isEqualTo("i-2016-02-25");
    assertThat(bulk.requests().get(0).actions().get(1))
        .contains("\"" + line.path("esDocumentId").textValue() + "\"");
    assertThat(line.path("esTypeName").textValue()).isEmpty();
    assertThat(new String(line.path("rawData").binaryValue(), UTF_8)).isEqualTo("{\"n\":1}\n");
    assertThat(pauses).isEmpty();
  }

  @Test
  void backsUpMalformedDocumentsWithoutAttempt() throws Exception {
    Accounting counters = deliver(settings(), "\n", "", "{\"a\":\n1}", "{}");

    assertThat(counters).isEqualTo(new Accounting(4, 1, 3, 0, 1));
    assertThat(bulk.requests().get(0).documents()).containsExactly("{}");
    assertThat(lines(store.next()))
        .hasSize(3)
        .allMatch(line -> line.path("errorCode").textValue().equals("OS.MalformedData"))
        .allMatch(line -> line.path("attemptsMade").intValue() == 0);
  }

  @Test
  void backsUpDocumentAfterRetryDuration() throws Exception {
    for (int i = 0; i < 20; i++) {
      bulk.then(request -> ScriptedResponse.items(request, n -> 429));
    }

    Accounting counters = deliver(settings(), "{}");

    assertThat(counters).isEqualTo(new Accounting(1, 0, 1, 0, 1));
    assertThat(pauses).containsExactly(100L, 200L, 400L, 800L, 1600L, 3200L);
    JsonNode line = lines(store.next()).get(0);
    assertThat(line.path("attemptsMade").intValue()).isEqualTo(7).isEqualTo(bulk.requests().size());
    assertThat(line.path("errorCode").textValue()).isEqualTo("429");
  }

  @Test
  void backsUpDocumentsWhenEndpointIsDown() throws Exception {
    URI nobody = bulk.endpoint();
    bulk.close();

    Accounting counters =
        deliver(settings(nobody, DocumentIds.FIREHOSE_DEFAULT, Backup.FAILED), "{}", "{}");

    assertThat(counters).isEqualTo(new Accounting(2, 0, 2, 0, 1));
    assertThat(lines(store.next()).get(1).path("errorCode").textValue())
        .isEqualTo("OS.ServiceException");
  }

  @Test
  void retriesAfterInvalidResponse() throws Exception {
    bulk.then(request -> new ScriptedResponse(200, "{\"items\":[]}"))
        .then(request -> new ScriptedResponse(200, "<html>"))
        .then(request -> new ScriptedResponse(401, "who are you?"));

    assertThat(deliver(settings(), "{}")).isEqualTo(new Accounting(1, 1, 0, 0, 0));
    assertThat(pauses).hasSize(3);
  }

  @Test
  void backsUpAllDocumentsWhenConfigured() throws Exception {
    bulk.then(request -> ScriptedResponse.items(request, i -> i == 0 ? 400 : 201));

    Accounting counters =
        deliver(
            settings(bulk.endpoint(), DocumentIds.FIREHOSE_DEFAULT, Backup.ALL), "{}\n", "{1}\n");

    assertThat(counters).isEqualTo(new Accounting(2, 1, 1, 0, 2));
    SealedObject everything = store.next();
    assertThat(everything.key()).startsWith("p/2016/02/25/13/s-1-");
    assertThat(RecordingStore.content(everything)).isEqualTo("{}\n{1}\n".getBytes(UTF_8));
    assertThat(store.next().key()).startsWith("p/AmazonOpenSearchService-failed/");
  }

  @Test
  void splitsLargeBatchIntoRequests() throws Exception {
    String large = "{\"x\":\"" + "x".repeat(900_000) + "\"}";

    Accounting counters = deliver(settings(), large, large, large, large, large, large, large);

    assertThat(counters).isEqualTo(new Accounting(7, 7, 0, 0, 0));
    assertThat(bulk.requests()).extracting(it -> it.documents().size()).containsExactly(5, 2);
  }

  @Test
  void attemptsOnceWithoutRetryDuration() throws Exception {
    bulk.then(request -> new ScriptedResponse(503, "busy"));

    Accounting counters = deliver(withoutRetries(Login.NONE), "{}");

    assertThat(counters).isEqualTo(new Accounting(1, 0, 1, 0, 1));
    assertThat(bulk.requests()).hasSize(1);
    JsonNode line = lines(store.next()).get(0);
    assertThat(line.path("errorCode").textValue()).isEqualTo("503");
    assertThat(line.path("errorMessage").textValue()).isEqualTo("busy");
    assertThat(line.path("esIndexName").textValue()).isEqualTo("i");
  }

  @Test
  void sendsCredentialsAndHidesThemInToString() throws Exception {
    SearchSettings settings = withoutRetries(Login.of("me", "secret"));

    deliver(settings, "{}");

    assertThat(bulk.requests().get(0).authorization()).isEqualTo("Basic bWU6c2VjcmV0");
    assertThat(settings.toString()).doesNotContain("secret", "bWU6c2VjcmV0");
  }

  @Test
  void leavesUndeliveredDocumentsPendingOnStop() throws Exception {
    store.refuse(Integer.MAX_VALUE);
    CountDownLatch refused = new CountDownLatch(1);
    bulk.then(request -> ScriptedResponse.items(request, i -> i == 0 ? 400 : 201));
    DeliveryStreams streams =
        streams(
            settings(),
            millis -> {
              refused.countDown();
              new CountDownLatch(1).await();
            });
    put(streams, "{}", "{}");
    clock.pass(Duration.ofSeconds(5));
    streams.sealDue();
    refused.await();

    assertThat(streams.stop(Duration.ofMillis(1))).isEqualTo(new Accounting(2, 1, 0, 1, 0));
  }

  private Accounting deliver(SearchSettings settings, String... records) throws Exception {
    DeliveryStreams streams =
        streams(
            settings,
            millis -> {
              pauses.add(millis);
              clock.pass(Duration.ofMillis(millis));
            });
    put(streams, records);
    return streams.stop(STOP_LIMIT);
  }

  private DeliveryStreams streams(SearchSettings settings, Pause pause) {
    DeliveryStreams streams =
        new DeliveryStreams(
            new StreamResources(
                "us-west-2",
                store,
                clock,
                UUID::randomUUID,
                pause,
                64 << 20,
                nanoTime -> Admission.ALL));
    streams.create(
        new StreamSettings(
            "s",
            "bucket",
            "p/",
            64 << 20,
            Duration.ofSeconds(5),
            ObjectFormat.of(Compression.GZIP),
            "role",
            settings));
    return streams;
  }

  private static void put(DeliveryStreams streams, String... records) {
    RecordBatch batch = new RecordBatch(500);
    for (String record : records) {
      byte[] bytes = record.getBytes(UTF_8);
      batch.write(bytes, 0, bytes.length);
      batch.endRecord();
    }
    streams.find("s").orElseThrow().put(batch);
  }

  private SearchSettings withoutRetries(Login login) {
    return new SearchSettings(
        bulk.endpoint(),
        "i",
        IndexRotation.NO_ROTATION,
        Duration.ZERO,
        DocumentIds.FIREHOSE_DEFAULT,
        Backup.FAILED,
        login);
  }

  private SearchSettings settings() {
    return settings(bulk.endpoint(), DocumentIds.FIREHOSE_DEFAULT, Backup.FAILED);
  }

  private static SearchSettings settings(URI endpoint, DocumentIds ids, Backup backup) {
    return new SearchSettings(
        endpoint, "i", IndexRotation.ONE_DAY, Duration.ofSeconds(10), ids, backup, Login.NONE);
  }

  private static List<JsonNode> lines(SealedObject object) throws Exception {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : new String(RecordingStore.content(object), UTF_8).lines().toList()) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }
}
