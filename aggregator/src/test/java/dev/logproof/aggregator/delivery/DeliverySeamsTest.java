package dev.logproof.aggregator.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.buffer.ChunkQueue;
import dev.logproof.aggregator.buffer.Chunks;
import dev.logproof.aggregator.buffer.EventOutcomes;
import dev.logproof.aggregator.buffer.FaultyAllocator;
import dev.logproof.aggregator.buffer.PendingAck;
import dev.logproof.aggregator.config.RetryLimit;
import dev.logproof.aggregator.firehose.AwsDeliveryStream;
import dev.logproof.aggregator.firehose.BatchService;
import dev.logproof.aggregator.firehose.BlockingCalls;
import dev.logproof.aggregator.firehose.Connector;
import dev.logproof.aggregator.firehose.CurrentCredentials;
import dev.logproof.aggregator.firehose.DeliveryStream;
import dev.logproof.aggregator.firehose.EventPerRecord;
import dev.logproof.aggregator.firehose.Records;
import dev.logproof.aggregator.firehose.RequestBody;
import dev.logproof.aggregator.firehose.RequestHead;
import dev.logproof.aggregator.firehose.RequestMemory;
import dev.logproof.aggregator.firehose.RequestSender;
import dev.logproof.aggregator.firehose.ServiceAccess;
import dev.logproof.aggregator.firehose.SkewAdjustedClock;
import dev.logproof.aggregator.firehose.TestClock;
import dev.logproof.aggregator.firehose.TestCredentials;
import dev.logproof.aggregator.metrics.Accounting;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.seams.LogHook;
import dev.logproof.aggregator.seams.SeamFaults;
import dev.logproof.aggregator.seams.SocketHook;
import dev.logproof.aggregator.stop.StopDeadline;
import io.netty.channel.ChannelPipeline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Every seam throws at random on every delivery thread. No thread ends, every event is delivered,
 * and the ledger balances.
 */
class DeliverySeamsTest {
  private static final int THREADS = 4;
  private static final int RECORDS = 40;

  private static final String POISON =
      Base64.getEncoder().encodeToString(Chunks.text(1).getBytes(UTF_8));

  private static final long TIME_LIMIT_MILLIS = 120_000;

  private final long seed = SeamFaults.seed();
  private final SplittableRandom random = new SplittableRandom(seed);
  private final SeamFaults<DeliverySeam> seams =
      new SeamFaults<>(DeliverySeam.class, random.split());
  private final Map<String, AtomicInteger> accepted = new ConcurrentHashMap<>();
  private final AtomicInteger acknowledged = new AtomicInteger();
  private final Ledger ledger = new Ledger();
  private final StopDeadline deadline = new StopDeadline(System::nanoTime);
  private final ChunkQueue queue = new ChunkQueue(1 << 20);
  private final FaultyAllocator chunkMemory = new FaultyAllocator(() -> {});
  private final FaultyAllocator requestMemory =
      new FaultyAllocator(() -> maybeThrow(DeliverySeam.ENCODE, 20));
  private final BlockingCalls calls = new BlockingCalls("lookup");
  private final List<Throwable> escaped = new ArrayList<>();
  private final LogHook log =
      new LogHook(
          Level.WARN,
          logger -> Thread.currentThread().getName().startsWith("delivery-"),
          (level, format, cause) -> maybeThrow(DeliverySeam.LOG, 10));
  private HttpServer server;

  private void maybeThrow(DeliverySeam seam, int every) {
    seams.maybeThrow(seam, every);
  }

  private AwsCredentialsIdentity provide() {
    maybeThrow(DeliverySeam.CREDENTIALS, 2);
    return AwsBasicCredentials.create("id", "secret");
  }

  private Instant now() {
    maybeThrow(DeliverySeam.SIGN, 20);
    return Instant.now();
  }

  private void observe(ChannelPipeline pipeline) {
    maybeThrow(DeliverySeam.CONNECT, 5);
    pipeline.addFirst(
        new SocketHook(
            event -> {
              switch (event) {
                case CONNECTED -> maybeThrow(DeliverySeam.HANDSHAKE, 5);
                case READ -> maybeThrow(DeliverySeam.READ, 20);
                case WRITTEN -> maybeThrow(DeliverySeam.WRITE, 10);
              }
            }));
  }

  private InetAddress resolve(String host) throws IOException {
    maybeThrow(DeliverySeam.DNS, 5);
    return InetAddress.getByName(host);
  }

  /** Counter whose increments may throw. */
  private final class FaultyAdder extends LongAdder {
    private static final long serialVersionUID = 1L;

    @Override
    public void increment() {
      maybeThrow(DeliverySeam.METRICS, 10);
      super.increment();
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    JsonNode records = new ObjectMapper().readTree(exchange.getRequestBody()).get("Records");
    boolean garbage = seams.strikes(DeliverySeam.PARSE, 20);
    boolean poison = seams.areOn() && holdsPoison(records);
    byte[] body =
        (poison ? "{\"__type\":\"InvalidArgumentException\"}" : accept(records)).getBytes(UTF_8);
    if (garbage) {
      body = "<html>".getBytes(UTF_8);
    }
    exchange.sendResponseHeaders(poison ? 400 : 200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static boolean holdsPoison(JsonNode records) {
    for (JsonNode record : records) {
      if (POISON.equals(record.get("Data").asText())) {
        return true;
      }
    }
    return false;
  }

  private String accept(JsonNode records) {
    List<String> ids = new ArrayList<>();
    for (JsonNode record : records) {
      String text = new String(Base64.getDecoder().decode(record.get("Data").asText()), UTF_8);
      accepted.computeIfAbsent(text, any -> new AtomicInteger()).incrementAndGet();
      ids.add("{\"RecordId\":\"" + text + "\"}");
    }
    return "{\"FailedPutCount\":0,\"RequestResponses\":[" + String.join(",", ids) + "]}";
  }

  private AwsDeliveryStream stream() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", this::answer);
    server.start();
    Clock clock = new TestClock(this::now);
    ServiceAccess access =
        new ServiceAccess(
            BatchService.FIREHOSE,
            SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(URI.create("http://localhost:" + server.getAddress().getPort()))
                .appendHeader("X-Amz-Target", "Firehose_20150804.PutRecordBatch")
                .build(),
            new TestCredentials(this::provide),
            "eu-west-1");
    CurrentCredentials credentials = new CurrentCredentials(access.credentials(), calls, clock);
    Connector connector =
        new Connector(
            access.endpoint(), new Connector.Environment(calls, this::resolve, this::observe));
    RequestMemory memory = new RequestMemory(1 << 30);
    return new AwsDeliveryStream(
        () -> {},
        calls,
        access.region(),
        () ->
            new RequestSender(
                new RequestBody(requestMemory, memory, "a-stream"),
                new RequestHead(access, credentials, new SkewAdjustedClock(clock)),
                connector));
  }

  private DeliveryWorkers workers(DeliveryStream stream) {
    Backoff.RetryPolicy policy = new Backoff.RetryPolicy(1, 2, 20, true, RetryLimit.NONE);
    ChunkDelivery.Shared shared =
        new ChunkDelivery.Shared(
            stream,
            deadline,
            new AdaptiveConcurrencyLimit(THREADS),
            new EventOutcomes(ledger, (reason, event) -> maybeThrow(DeliverySeam.DEAD_LETTERS, 2)),
            new FaultyAdder());
    return new DeliveryWorkers(
        queue,
        () ->
            new ChunkDelivery(
                new ChunkDelivery.Terms(
                    "out", policy, () -> new Records(new EventPerRecord()), BatchService.FIREHOSE),
                shared,
                random.split()),
        chunkMemory,
        (records, chunks) -> escaped.add(new AssertionError("undelivered")));
  }

  private Chunk chunk(int number) {
    List<byte[]> records = new ArrayList<>();
    for (int record = 0; record < RECORDS; record++) {
      records.add(Chunks.text(number * RECORDS + record).getBytes(UTF_8));
    }
    PendingAck ack =
        new PendingAck(
            () -> {
              acknowledged.incrementAndGet();
              maybeThrow(DeliverySeam.ACKNOWLEDGE, 3);
            });
    return Chunks.owing(Chunk.of(chunkMemory, records), ack);
  }

  private int feed() throws InterruptedException {
    long until = System.nanoTime() + SeamFaults.nanos();
    int chunks = 0;
    while (System.nanoTime() - until < 0 || !seams.allStruck()) {
      if (queue.isFull()) {
        awaitRoom();
      }
      ledger.received(RECORDS, 0);
      ledger.held(RECORDS);
      Chunk next = chunk(chunks++);
      queue.hold(next.sizeBytes());
      queue.offer(next);
    }
    return chunks;
  }

  private void awaitRoom() throws InterruptedException {
    CountDownLatch room = new CountDownLatch(1);
    queue.whenRoom(room::countDown);
    assertThat(room.await(TIME_LIMIT_MILLIS, TimeUnit.MILLISECONDS)).as("seed %d", seed).isTrue();
  }

  @AfterEach
  void close() {
    log.close();
    server.stop(0);
  }

  @Test
  void deliversEveryEventUnderInjectedExceptions() throws Exception {
    AwsDeliveryStream stream = stream();
    DeliveryWorkers workers = workers(stream);
    workers.start("out", THREADS);
    int chunks = feed();
    seams.end();
    queue.close();
    deadline.endIn(TIME_LIMIT_MILLIS);
    assertThat(workers.awaitEnd(deadline)).as("seed %d", seed).isTrue();
    stream.close();
    assertThat(escaped).isEmpty();
    Accounting counters = ledger.accounting();
    assertThat(counters.balanced()).as(counters.line()).isTrue();
    assertThat(counters.pending()).as("seed %d: %s", seed, counters.line()).isZero();
    assertThat(counters.received()).isEqualTo((long) chunks * RECORDS);
    assertThat(accepted.size() + counters.rejected())
        .as("seed %d: accepted or refused for good", seed)
        .isGreaterThanOrEqualTo(counters.received());
    assertThat(acknowledged).hasValue(chunks);
    assertThat(chunkMemory.heldBytes() + requestMemory.heldBytes())
        .as("seed %d: bytes not given back", seed)
        .isZero();
  }
}
