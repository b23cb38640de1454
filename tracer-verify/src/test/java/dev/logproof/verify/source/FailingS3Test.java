package dev.logproof.verify.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.logproof.objects.S3Location;
import dev.logproof.record.tracer.SequenceRanges;
import dev.logproof.record.tracer.Tracer;
import dev.logproof.record.tracer.TracerText;
import dev.logproof.verify.check.ExpectedRun;
import dev.logproof.verify.check.ExpectedRun.Firmness;
import dev.logproof.verify.check.TracerCheck;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With an intermittently failing S3, nothing is missed or counted twice. */
class FailingS3Test {
  private static final Instant WRITTEN = Instant.parse("2026-01-31T12:00:00Z");
  private static final String LIST =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <ListBucketResult><Name>b</Name><KeyCount>1</KeyCount><IsTruncated>false</IsTruncated>
      <Contents><Key>k</Key><LastModified>2026-01-31T12:00:00.000Z</LastModified>
      <ETag>"e"</ETag><Size>1</Size></Contents></ListBucketResult>""";

  private final Properties before = new Properties();
  private final AtomicInteger failingLists = new AtomicInteger();
  private final AtomicInteger failingGets = new AtomicInteger();
  private final AtomicInteger cutGets = new AtomicInteger();
  private final byte[] content = lines();
  private volatile String list = LIST;
  private HttpServer server;

  private static byte[] lines() {
    StringBuilder lines = new StringBuilder();
    for (int sequence = 0; sequence < 100; sequence++) {
      lines.append(TracerText.format(new Tracer("run", 0, sequence, 1))).append('\n');
    }
    return lines.toString().getBytes(UTF_8);
  }

  @BeforeEach
  void start() throws IOException {
    before.putAll(System.getProperties());
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    Map.of(
            "aws.endpointUrlS3", "http://127.0.0.1:" + server.getAddress().getPort(),
            "aws.region", "us-west-2",
            "aws.accessKeyId", "test",
            "aws.secretAccessKey", "secret")
        .forEach(System::setProperty);
  }

  @AfterEach
  void stop() {
    System.setProperties(before);
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean isList = exchange.getRequestURI().toString().contains("list-type=2");
      if ((isList ? failingLists : failingGets).getAndDecrement() > 0) {
        exchange.sendResponseHeaders(isList ? 503 : 500, -1);
        return;
      }
      byte[] body = isList ? list.getBytes(UTF_8) : content;
      exchange.getResponseHeaders().set("ETag", "\"e\"");
      exchange.sendResponseHeaders(200, body.length);
      boolean cut = !isList && cutGets.getAndDecrement() > 0;
      exchange.getResponseBody().write(body, 0, cut ? body.length / 2 : body.length);
    }
  }

  private TracerCheck scan() throws IOException, InterruptedException {
    ExpectedRun run =
        new ExpectedRun(
            "run",
            List.of(new ExpectedRun.Source(100, SequenceRanges.firstOf(100), 100)),
            Firmness.ALL_ATTEMPTED);
    TracerCheck check = new TracerCheck(List.of(run), Set.of());
    try (DestinationScan scan =
        new DestinationScan(
            S3Source.at(S3Location.parse("s3://b/"), 2), check, Duration.ofHours(1), 1)) {
      scan.look(WRITTEN, ObjectSource.Listing.ALL_FOLDERS, () -> true);
      return check;
    }
  }

  @Test
  void failsOnTruncatedPageWithoutContinuationToken() {
    list = LIST.replace("<IsTruncated>false", "<IsTruncated>true");
    assertThatThrownBy(this::scan).hasMessageContaining("does not say how to go on");
  }

  @Test
  void retriesServerErrors() throws Exception {
    failingLists.set(2);
    failingGets.set(2);
    assertThat(scan().outcome().observed()).isEqualTo(100);
  }

  @Test
  void rereadsBrokenResponseWithoutCountingTwice() throws Exception {
    cutGets.set(2);
    var outcome = scan().outcome();
    assertThat(outcome.observed()).isEqualTo(100);
    assertThat(outcome.duplicated()).isZero();
  }

  @Test
  void failsWhenServerNeverRecovers() {
    failingGets.set(1_000);
    assertThatThrownBy(this::scan).isInstanceOf(IOException.class).hasMessageContaining("k: ");
  }
}
