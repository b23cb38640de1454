package dev.logproof.localaws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.logproof.localaws.delivery.Compression;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Verifies Kinesis with AWS's client, which speaks CBOR, and with JSON. */
class KinesisTest {
  private static final String STREAM = "events";

  @TempDir Path directory;
  private RunningLocalAws running;
  private KinesisClient kinesis;

  @BeforeEach
  void start() throws Exception {
    start(new QuotaChoice.Unlimited());
  }

  private void start(QuotaChoice quota) throws Exception {
    running = new RunningLocalAws(directory, Compression.UNCOMPRESSED, quota, List.of(STREAM));
    kinesis =
        running.client(
            KinesisClient.builder(),
            "AWS_ENDPOINT_URL_KINESIS",
            running.aws.environment().get("AWS_SECRET_ACCESS_KEY"));
  }

  @AfterEach
  void stop() throws Exception {
    kinesis.close();
    running.close();
  }

  private static PutRecordsRequestEntry entry(String key, String data) {
    return PutRecordsRequestEntry.builder()
        .partitionKey(key)
        .data(SdkBytes.fromString(data, UTF_8))
        .build();
  }

  private PutRecordsResponse put(PutRecordsRequestEntry... entries) {
    return kinesis.putRecords(it -> it.streamName(STREAM).records(entries));
  }

  private List<Record> read(String shard) {
    String iterator = iterator(shard, it -> it.shardIteratorType(ShardIteratorType.TRIM_HORIZON));
    return kinesis.getRecords(it -> it.shardIterator(iterator)).records();
  }

  private String iterator(String shard, Consumer<GetShardIteratorRequest.Builder> position) {
    return kinesis
        .getShardIterator(it -> position.accept(it.streamName(STREAM).shardId(shard)))
        .shardIterator();
  }

  private Map<String, List<String>> dataByKey() {
    Map<String, List<String>> found = new TreeMap<>();
    for (Shard shard : kinesis.listShards(it -> it.streamName(STREAM)).shards()) {
      read(shard.shardId())
          .forEach(
              record ->
                  found
                      .computeIfAbsent(record.partitionKey(), key -> new ArrayList<>())
                      .add(record.data().asUtf8String()));
    }
    return found;
  }

  private void fault(String plan) throws Exception {
    assertThat(running.requestFaults("PUT", plan).statusCode()).isEqualTo(200);
  }

  private static HttpResponse<String> send(HttpRequest request) throws Exception {
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  private HttpResponse<String> sendJson(String operation, String body) throws Exception {
    URI endpoint = URI.create(running.aws.environment().get("AWS_ENDPOINT_URL_KINESIS") + "/");
    return send(
        new SignedRequests(endpoint, "kinesis", "Kinesis_20131202.")
            .signed(operation, body, BodyPublishers.ofString(body), Clock.systemUTC())
            .build());
  }

  @Test
  void keepsOrderOfEachKeyInItsShard() {
    PutRecordsResponse response =
        put(entry("a", "1"), entry("b", "2"), entry("a", "3"), entry("\u00e9", "4"));
    assertThat(response.failedRecordCount()).isZero();
    assertThat(response.records().get(0).shardId()).isEqualTo(response.records().get(2).shardId());
    assertThat(response.records().get(0).sequenceNumber())
        .isLessThan(response.records().get(2).sequenceNumber());
    assertThat(dataByKey())
        .isEqualTo(Map.of("a", List.of("1", "3"), "b", List.of("2"), "\u00e9", List.of("4")));
  }

  @Test
  void readsInPagesFromSequenceNumbers() {
    for (int record = 0; record < 5; record++) {
      put(entry("a", "" + record));
    }
    PutRecordsResultEntry last = put(entry("a", "5")).records().get(0);
    String iterator =
        iterator(
            last.shardId(),
            it ->
                it.shardIteratorType(ShardIteratorType.AT_SEQUENCE_NUMBER)
                    .startingSequenceNumber(last.sequenceNumber()));
    assertThat(kinesis.getRecords(it -> it.shardIterator(iterator)).records())
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.data().asUtf8String()).isEqualTo("5");
              assertThat(record.approximateArrivalTimestamp())
                  .isCloseTo(
                      running.clock.instant(),
                      org.assertj.core.api.Assertions.within(Duration.ofSeconds(1)));
            });
    String first =
        iterator(last.shardId(), it -> it.shardIteratorType(ShardIteratorType.TRIM_HORIZON));
    GetRecordsResponse page = kinesis.getRecords(it -> it.shardIterator(first).limit(4));
    GetRecordsResponse rest =
        kinesis.getRecords(it -> it.shardIterator(page.nextShardIterator()).limit(4));
    assertThat(page.records()).hasSize(4);
    assertThat(rest.records()).hasSize(2);
  }

  @Test
  void speaksJson() throws Exception {
    HttpResponse<String> put =
        sendJson(
            "PutRecords",
            "{\"StreamName\":\"events\",\"Records\":["
                + "{\"Data\":\"YQ==\",\"PartitionKey\":\"\\u00e9\\\"\"}]}");
    assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
    assertThat(put.headers().firstValue("Content-Type")).hasValue("application/x-amz-json-1.1");
    JsonNode response = new ObjectMapper().readTree(put.body());
    assertThat(response.get("FailedRecordCount").asInt()).isZero();
    assertThat(response.get("Records").get(0).get("ShardId").asText()).startsWith("shardId-0000");
    assertThat(dataByKey()).isEqualTo(Map.of("\u00e9\"", List.of("a")));
    HttpResponse<String> summary = sendJson("DescribeStreamSummary", "{\"StreamName\":\"events\"}");
    JsonNode described =
        new ObjectMapper().readTree(summary.body()).get("StreamDescriptionSummary");
    assertThat(described.get("OpenShardCount").asInt()).isEqualTo(4);
    assertThat(described.get("StreamStatus").asText()).isEqualTo("ACTIVE");
    assertThat(sendJson("PutRecords", "{\"StreamName\":\"x\",\"Records\":[{}]}").body())
        .startsWith("{\"__type\":\"ValidationException\"");
  }

  @Test
  void deliversToS3WhatItAccepts() throws Exception {
    assertThat(put(entry("a", "one\n"), entry("b", "two\n")).failedRecordCount()).isZero();
    running.clock.pass(Duration.ofSeconds(5));
    assertThat(running.nextDelivered().key()).startsWith("events/");
    // Counted once the object is complete.
    await().until(() -> running.aws.accounting().deliveredRecords() == 2);
  }

  @Test
  void rejectsRequestsBeyondLimits() {
    PutRecordsRequestEntry full = entry("k", "x".repeat((1 << 20) - 1));
    assertThat(put(full).failedRecordCount()).isZero();
    assertThat(error(entry("k", "x".repeat(1 << 20)))).isEqualTo("ValidationException");
    assertThat(error(entry("k".repeat(257), "x"))).isEqualTo("ValidationException");
    InvalidArgumentException tooLarge =
        catchThrowableOfType(
            InvalidArgumentException.class,
            () -> put(full, full, full, full, full, entry("k", "")));
    assertThat(tooLarge.getMessage()).contains("exceeds 5 MB");
    List<PutRecordsRequestEntry> many = Collections.nCopies(501, entry("k", "x"));
    assertThat(error(many.toArray(PutRecordsRequestEntry[]::new))).isEqualTo("ValidationException");
    assertThat(
            catchThrowableOfType(
                ResourceNotFoundException.class,
                () -> kinesis.putRecords(it -> it.streamName("none").records(entry("k", "x")))))
        .isNotNull();
  }

  private String error(PutRecordsRequestEntry... entries) {
    return catchThrowableOfType(KinesisException.class, () -> put(entries))
        .awsErrorDetails()
        .errorCode();
  }

  @Test
  void failsShareOfRecords() throws Exception {
    fault("{\"fault\":\"partial\",\"records\":0.5,\"seed\":7}");
    PutRecordsRequestEntry[] entries =
        IntStream.range(0, 100)
            .mapToObj(record -> entry("k" + record, "" + record))
            .toArray(PutRecordsRequestEntry[]::new);
    PutRecordsResponse response = put(entries);
    List<PutRecordsResultEntry> failed =
        response.records().stream().filter(each -> each.errorCode() != null).toList();
    assertThat(failed).hasSize(response.failedRecordCount()).hasSizeBetween(30, 70);
    assertThat(failed.stream().map(PutRecordsResultEntry::errorCode).distinct())
        .containsExactlyInAnyOrder("ProvisionedThroughputExceededException", "InternalFailure");
    assertThat(dataByKey()).hasSize(100 - failed.size());
    assertThat(running.aws.accounting().acceptedRecords()).isEqualTo(100 - failed.size());
  }

  @Test
  void failsCalls() throws Exception {
    fault("{\"fault\":\"throttle\"}");
    assertThat(error(entry("k", "x"))).isEqualTo("ProvisionedThroughputExceededException");
    fault("{\"fault\":\"error\",\"code\":\"InternalFailure\"}");
    KinesisException error =
        catchThrowableOfType(KinesisException.class, () -> put(entry("k", "x")));
    assertThat(error.statusCode()).isEqualTo(500);
    assertThat(dataByKey()).isEmpty();
  }

  @Test
  void limitsEachShardByQuota() throws Exception {
    stop();
    start(new QuotaChoice.Aws());
    List<PutRecordsRequestEntry> same = Collections.nCopies(500, entry("k", "x"));
    PutRecordsRequestEntry[] entries = same.toArray(PutRecordsRequestEntry[]::new);
    assertThat(put(entries).failedRecordCount()).isZero();
    assertThat(put(entries).failedRecordCount()).isZero();
    assertThat(put(entries).failedRecordCount()).isEqualTo(500);
    running.clock.pass(Duration.ofSeconds(1));
    assertThat(put(entries).failedRecordCount()).isZero();
  }

  @Test
  void createsAndDeletesStreams() {
    kinesis.createStream(it -> it.streamName("other").shardCount(2));
    assertThat(kinesis.listShards(it -> it.streamName("other")).shards()).hasSize(2);
    assertThat(kinesis.listStreams().streamNames()).containsExactly("events", "other");
    kinesis.deleteStream(it -> it.streamName("other"));
    assertThat(
            catchThrowableOfType(
                ResourceNotFoundException.class,
                () -> kinesis.describeStreamSummary(it -> it.streamName("other"))))
        .isNotNull();
  }
}
