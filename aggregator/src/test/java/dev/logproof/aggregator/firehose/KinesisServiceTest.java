package dev.logproof.aggregator.firehose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.logproof.aggregator.buffer.Chunk;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Requests reach Kinesis as its API expects them. */
class KinesisServiceTest {
  private static final String ACCEPTED =
      "{\"FailedRecordCount\":0,\"Records\":[{\"SequenceNumber\":\"1\",\"ShardId\":\"s\"}]}";

  private static StreamAccess access(String endpoint) {
    return new StreamAccess(
        "eu-west-1",
        endpoint,
        "",
        builder ->
            builder.credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDTEST", "s"))));
  }

  @Test
  void learnsEndpointOfRegion() {
    BatchService.Learned learned = BatchService.KINESIS.learn(access(""));
    assertThat(learned.template().getUri())
        .isEqualTo(URI.create("https://kinesis.eu-west-1.amazonaws.com/"));
    assertThat(learned.config().region().id()).isEqualTo("eu-west-1");
    learned.client().close();
  }

  @Test
  void readsOwnEndpointVariable() {
    Map<String, String> environment =
        Map.of(
            "AWS_ENDPOINT_URL_KINESIS",
            "http://one:1",
            "AWS_ENDPOINT_URL_FIREHOSE",
            "http://two:2");
    assertThat(OwnEndpoint.in(environment, BatchService.KINESIS))
        .hasValue(URI.create("http://one:1"));
  }

  @Test
  void sendsSignedPutRecords() throws Exception {
    BlockingQueue<List<String>> requests = new LinkedBlockingQueue<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.add(
              List.of(
                  exchange.getRequestHeaders().getFirst("X-Amz-Target"),
                  exchange.getRequestHeaders().getFirst("Content-Type"),
                  exchange.getRequestHeaders().getFirst("Authorization"),
                  new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
          exchange.sendResponseHeaders(200, ACCEPTED.length());
          exchange.getResponseBody().write(ACCEPTED.getBytes(UTF_8));
          exchange.close();
        });
    server.start();
    Chunk chunk = KeyedRecords.of("k=v");
    Records records = new Records(new KeyedEvent(true));
    records.fill(List.of(chunk));
    RecordBatch batch = new RecordBatch(records, KinesisLimits.PUT_RECORDS);
    assertThat(batch.fill(0)).isEqualTo(1);
    try (AwsDeliveryStream stream =
        AwsDeliveryStream.connect(
            BatchService.KINESIS,
            "events",
            access("http://127.0.0.1:" + server.getAddress().getPort()),
            new RequestMemory(1 << 20),
            Clock.systemUTC())) {
      assertThat(stream.put(batch)).isEqualTo(PutOutcome.ALL_ACCEPTED);
    }
    server.stop(0);
    chunk.release();
    List<String> request = requests.remove();
    assertThat(request.subList(0, 2))
        .containsExactly("Kinesis_20131202.PutRecords", "application/x-amz-json-1.1");
    assertThat(request.get(2))
        .startsWith("AWS4-HMAC-SHA256 Credential=AKIDTEST/")
        .contains("/eu-west-1/kinesis/aws4_request");
    assertThat(request.get(3))
        .isEqualTo(
            "{\"StreamName\":\"events\",\"Records\":[{\"Data\":\"az12\",\"PartitionKey\":\"k\"}]}");
  }
}
