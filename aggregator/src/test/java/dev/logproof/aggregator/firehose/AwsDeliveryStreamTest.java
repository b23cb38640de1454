package dev.logproof.aggregator.firehose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.logproof.aggregator.Latches;
import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.buffer.Chunks;
import dev.logproof.aggregator.firehose.PutOutcome.Unanswered;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The stream works against a real HTTP server. */
class AwsDeliveryStreamTest {
  private static final String ACCEPTED =
      "{\"FailedPutCount\":0,\"RequestResponses\":[{\"RecordId\":\"1\"}]}";

  /** Local clock skew. */
  private static final Duration AHEAD = Duration.ofHours(1);

  private static final long TIME_LIMIT_SECONDS = 20;

  private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
  private final Chunk chunk = Chunks.of(1);
  private final Clock clock = Clock.offset(Clock.systemUTC(), AHEAD);
  private HttpServer server;
  private AwsDeliveryStream stream;

  /** A received request. */
  private record Request(String target, String authorization, String date, String body) {}

  /** Responds to a request. */
  private interface Response {
    void to(HttpExchange exchange) throws IOException;
  }

  private volatile Response answer = exchange -> answer(exchange, 200, ACCEPTED);

  @BeforeEach
  void start() throws IOException {
    System.setProperty("aws.accessKeyId", "AKIDTEST");
    System.setProperty("aws.secretAccessKey", "secret");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext(
        "/",
        exchange -> {
          requests.add(
              new Request(
                  exchange.getRequestHeaders().getFirst("X-Amz-Target"),
                  exchange.getRequestHeaders().getFirst("Authorization"),
                  exchange.getRequestHeaders().getFirst("X-Amz-Date"),
                  new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
          answer.to(exchange);
          exchange.close();
        });
    server.start();
    URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    stream =
        AwsDeliveryStream.connectTo(
            endpoint, "a-stream", "eu-west-1", new RequestMemory(1 << 20), clock);
  }

  @AfterEach
  void stop() {
    stream.close();
    server.stop(0);
    chunk.release();
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    exchange.sendResponseHeaders(status, body.length());
    exchange.getResponseBody().write(body.getBytes(UTF_8));
  }

  private PutOutcome put() {
    return stream.put(Batches.of(chunk));
  }

  @Test
  void signsRequestAndReadsResponse() {
    assertThat(put()).isSameAs(PutOutcome.ALL_ACCEPTED);
    Request request = requests.remove();
    assertThat(request.target()).isEqualTo("Firehose_20150804.PutRecordBatch");
    assertThat(request.authorization())
        .startsWith("AWS4-HMAC-SHA256 Credential=AKIDTEST/")
        .contains("/eu-west-1/firehose/aws4_request");
    assertThat(request.body())
        .isEqualTo(
            "{\"DeliveryStreamName\":\"a-stream\",\"Records\":[{\"Data\":\"cmVjb3JkLTAwMDAwMA==\"}]}");
    assertThat(requests).isEmpty();
  }

  @Test
  void correctsClockSkewWithNextRequest() {
    answer =
        exchange -> {
          boolean expired = requests.size() == 1;
          answer(
              exchange,
              expired ? 400 : 200,
              expired ? "{\"__type\":\"InvalidSignatureException\"}" : ACCEPTED);
        };
    assertThat(put())
        .isInstanceOfSatisfying(
            Unanswered.class,
            refused -> assertThat(refused.reason()).contains("InvalidSignatureException"));
    assertThat(put()).isSameAs(PutOutcome.ALL_ACCEPTED);
    List<Request> both = List.copyOf(requests);
    assertThat(Duration.between(date(both.get(1)), date(both.get(0))))
        .isBetween(AHEAD.minusMinutes(5), AHEAD.plusMinutes(5));
  }

  private static Instant date(Request request) {
    return DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssX").parse(request.date(), Instant::from);
  }

  @Test
  void endsRequestWhenThreadIsInterrupted() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    answer = exchange -> Latches.pass(never);
    BlockingQueue<PutOutcome> outcomes = new LinkedBlockingQueue<>();
    Thread thread = new Thread(() -> outcomes.add(put()));
    thread.start();
    assertThat(requests.poll(TIME_LIMIT_SECONDS, TimeUnit.SECONDS)).isNotNull();
    thread.interrupt();
    assertThat(outcomes.poll(TIME_LIMIT_SECONDS, TimeUnit.SECONDS)).isInstanceOf(Unanswered.class);
    never.countDown();
    thread.join();
  }

  @Test
  void returnsUnansweredWhenServerIsDown() {
    server.stop(0);
    assertThat(put()).isInstanceOf(Unanswered.class);
  }
}
