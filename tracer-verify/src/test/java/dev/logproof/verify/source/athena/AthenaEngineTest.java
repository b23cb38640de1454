package dev.logproof.verify.source.athena;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.logproof.objects.S3Location;
import dev.logproof.record.tracer.SequenceRanges;
import dev.logproof.verify.check.ExpectedRun;
import dev.logproof.verify.check.ExpectedRun.Firmness;
import dev.logproof.verify.check.TracerCheck;
import dev.logproof.verify.source.ObjectSource;
import dev.logproof.verify.source.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;

/** Timing, results and cancellation of queries. */
@Tag("full")
class AthenaEngineTest {
  private static final Instant SINCE = Instant.parse("2026-01-31T12:00:00Z");

  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final List<StoredObject> objects = new ArrayList<>();
  private final List<String> progress = new ArrayList<>();
  private volatile String state = "SUCCEEDED";
  private volatile String rows = "";
  private volatile String nextToken = "";
  private volatile long scannedBytes = 42;
  private volatile Map<String, String> failing = Map.of();
  private byte[] content = {};
  private HttpServer server;
  private AthenaEngine engine;

  /** Lists the objects that the test sets. */
  private final class Listed implements ObjectSource {
    @Override
    public List<StoredObject> list(Instant since, Listing listing) {
      return List.copyOf(objects);
    }

    @Override
    public InputStream open(StoredObject object) {
      return new ByteArrayInputStream(content);
    }

    @Override
    public void close() {}
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    ExpectedRun run =
        new ExpectedRun(
            "run",
            List.of(new ExpectedRun.Source(10, SequenceRanges.firstOf(10), 10)),
            Firmness.ALL_ATTEMPTED);
    engine =
        new AthenaEngine(
            new Listed(),
            new S3Location("bucket", "backend/"),
            client(),
            new AthenaSettings("logs", "primary", "", new ScanPrice(5), progress::add),
            new TracerCheck(List.of(run), Set.of()),
            Duration.ofMinutes(15));
  }

  private AthenaClient client() {
    return AthenaClient.builder()
        .endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
        .region(Region.US_WEST_2)
        .httpClientBuilder(Apache5HttpClient.builder())
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
        .build();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      String call = target.substring(target.indexOf('.') + 1);
      calls.add(call + (body.contains("WITH marks") ? " tracers" : ""));
      String page = body.contains("NextToken") ? call + " page 2" : call;
      if (failing.containsKey(page)) {
        byte[] error = ("{\"__type\": \"" + failing.get(page) + "\"}").getBytes(UTF_8);
        int status = failing.get(page).startsWith("Internal") ? 500 : 400;
        exchange.sendResponseHeaders(status, error.length);
        exchange.getResponseBody().write(error);
        return;
      }
      String answer =
          switch (call) {
            case "StartQueryExecution" -> "{\"QueryExecutionId\": \"q\"}";
            case "StopQueryExecution" -> {
              state = "CANCELLED";
              yield "{}";
            }
            case "GetQueryExecution" ->
                "{\"QueryExecution\": {\"Status\": {\"State\": \""
                    + state
                    + "\", \"StateChangeReason\": \"because\"},"
                    + " \"Statistics\": {\"DataScannedInBytes\": "
                    + scannedBytes
                    + "}}}";
            default ->
                page.endsWith("2")
                    ? "{\"ResultSet\": {\"Rows\": ["
                        + row("corrupt", "", "", "", "", "3", "").substring(2)
                        + "]}}"
                    : "{\"ResultSet\": {\"Rows\": [{\"Data\": [{\"VarCharValue\": \"kind\"}]}"
                        + rows
                        + "]}"
                        + nextToken
                        + "}";
          };
      exchange.sendResponseHeaders(200, answer.getBytes(UTF_8).length);
      exchange.getResponseBody().write(answer.getBytes(UTF_8));
    }
  }

  @AfterEach
  void stop() {
    engine.close();
    server.stop(0);
  }

  private static String row(String... values) {
    StringBuilder row = new StringBuilder(", {\"Data\": [");
    for (String value : values) {
      row.append(row.toString().endsWith("[") ? "" : ", ")
          .append(value.isEmpty() ? "{}" : "{\"VarCharValue\": \"" + value + "\"}");
    }
    return row.append("]}").toString();
  }

  private void object(String key) {
    objects.add(new StoredObject(key, "v", 2_000_000, SINCE.plusSeconds(objects.size())));
  }

  private int look() throws IOException, InterruptedException {
    return engine.look(SINCE, ObjectSource.Listing.RECENT_FOLDERS, () -> true);
  }

  private long asked() {
    return calls.stream().filter("StartQueryExecution tracers"::equals).count();
  }

  @Test
  void sendsNoQueryForEmptyDestination() throws Exception {
    assertThat(look()).isZero();
    assertThat(calls).isEmpty();
    assertThat(engine.isCurrent()).isTrue();
    assertThat(engine.objects()).isZero();
  }

  @Test
  void passesQueryResultToCheck() throws Exception {
    object("backend/2026/01/31/12/a.gz");
    rows =
        row("seen", "run", "0", "0", "4", "1", "false")
            + row("seen", "run", "0", "5", "6", "3", "false")
            + row("seen", "run", "0", "9", "9", "1", "true")
            + row("other", "stranger", "", "", "", "8", "")
            + row("corrupt", "", "", "", "", "2", "");
    assertThat(look()).isEqualTo(1);
    var outcome = engine.check().outcome();
    assertThat(outcome.observed()).isEqualTo(8);
    assertThat(outcome.ranges().lost())
        .hasToString("[SourceRanges[runId=run, source=0, ranges=7..8]]");
    assertThat(outcome.duplicated()).isEqualTo(4);
    assertThat(outcome.late()).isEqualTo(1);
    assertThat(outcome.corrupt()).isEqualTo(2);
    assertThat(outcome.unexpected().foreignRuns()).containsExactly("stranger");
    assertThat(engine.bytes()).isEqualTo(42);
    assertThat(progress.get(0)).contains("1 objects, 2.0 MB for $0.00005 at most");
  }

  @Test
  void queriesAgainOnlyAfterNewObjectsSettle() throws Exception {
    object("backend/2026/01/31/12/a.gz");
    look();
    look();
    assertThat(asked()).isEqualTo(1);
    object("backend/2026/01/31/12/b.gz");
    assertThat(look()).isEqualTo(1);
    assertThat(engine.isCurrent()).isFalse();
    assertThat(asked()).isEqualTo(1);
    assertThat(look()).isZero();
    assertThat(engine.isCurrent()).isTrue();
    assertThat(asked()).isEqualTo(2);
    assertThat(engine.newest()).isEqualTo(SINCE.plusSeconds(1));
  }

  @Test
  void queriesWhileObjectsKeepArriving() throws Exception {
    for (int second = 0; second < 70; second++) {
      object("backend/2026/01/31/12/" + second);
      look();
    }
    assertThat(asked()).isEqualTo(2);
  }

  @Test
  void cancelsAbandonedQuery() throws Exception {
    object("backend/2026/01/31/12/a.gz");
    AtomicInteger asked = new AtomicInteger();
    // The two DDL statements complete at once; the query is abandoned.
    engine.look(
        SINCE,
        ObjectSource.Listing.RECENT_FOLDERS,
        () -> {
          if (calls.contains("StartQueryExecution tracers")) {
            state = asked.get() == 0 ? "RUNNING" : state;
            return asked.getAndIncrement() == 0;
          }
          return true;
        });
    assertThat(calls).contains("StopQueryExecution");
    assertThat(engine.isCurrent()).isFalse();
  }

  @Test
  void reportsReasonOfFailedQuery() {
    object("backend/2026/01/31/12/a.gz");
    state = "FAILED";
    assertThatThrownBy(this::look)
        .isInstanceOf(IOException.class)
        .hasMessage("Athena: query q FAILED: because");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "StartQueryExecution",
        "GetQueryExecution",
        "GetQueryResults",
        "GetQueryResults page 2"
      })
  void failsOnApiError(String call) {
    object("backend/2026/01/31/12/a.gz");
    rows = row("seen", "run", "0", "0", "9", "1", "false");
    nextToken = ", \"NextToken\": \"more\"";
    for (String error : List.of("ThrottlingException", "InternalServerException")) {
      failing = Map.of(call, error);
      assertThatThrownBy(this::look)
          .as(error)
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("Athena: ");
    }
  }

  @Test
  void readsEveryResultPage() throws Exception {
    object("backend/2026/01/31/12/a.gz");
    rows = row("seen", "run", "0", "0", "4", "1", "false");
    nextToken = ", \"NextToken\": \"more\"";
    look();
    assertThat(engine.check().outcome().observed()).isEqualTo(5);
    assertThat(engine.check().outcome().corrupt()).isEqualTo(3);
    assertThat(engine.unread()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"FAILED", "CANCELLED", "SOMETHING_NEW"})
  void failsWhenQueryDoesNotSucceed(String end) {
    object("backend/2026/01/31/12/a.gz");
    state = end;
    assertThatThrownBy(this::look).isInstanceOf(IOException.class).hasMessageContaining("because");
  }

  @ParameterizedTest
  @ValueSource(strings = {"seen", "seen,run,0,x,4,1,false", "strange,run,0,0,4,1,false"})
  void failsOnUnexpectedRow(String values) {
    object("backend/2026/01/31/12/a.gz");
    rows = row(values.split(","));
    assertThatThrownBy(this::look)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("returned an unexpected row");
  }

  @Test
  void reportsObjectsWithoutScannedBytesAsUnread() throws Exception {
    object("backend/2026/01/31/12/a.gz");
    scannedBytes = 0;
    look();
    assertThat(engine.unread()).containsExactly("Athena read nothing of 1 objects");
  }

  @Test
  void reportsObjectsNewerThanQueryAsUnread() throws Exception {
    object("backend/2026/01/31/12/a.gz");
    look();
    assertThat(engine.unread()).isEmpty();
    object("backend/2026/01/31/12/b.gz");
    look();
    assertThat(engine.unread()).hasSize(1);
  }

  @Test
  void reportsObjectsOutsideHourFoldersAsUnread() throws Exception {
    object("backend/elsewhere.gz");
    look();
    assertThat(asked()).isZero();
    assertThat(engine.unread())
        .containsExactly(
            "1 objects are in no folder YYYY/MM/dd/HH from 2015 until a day after they were"
                + " written, where Athena does not look, such as backend/elsewhere.gz");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2001/01/01/00", "2026/02/02/13", "2026/02/30/12", "2026/01/31/24"})
  void reportsObjectsOutsideTableHoursAsUnread(String hour) throws Exception {
    object("backend/" + hour + "/a.gz");
    look();
    assertThat(engine.unread().toString()).contains("1 objects are in no folder", hour);
  }

  /** Suffix and content disagree, so Athena would find nothing. */
  @ParameterizedTest
  @CsvSource({"a, 1f8b080000000000, gzip, text", "a.gz, 7b22, not compressed, gzip"})
  void reportsMisleadingSuffixAsUnreadWhenTracersAreMissing(
      String name, String bytes, String is, String taken) throws Exception {
    content = HexFormat.of().parseHex(bytes);
    object("backend/2026/01/31/12/" + name);
    engine.look(SINCE, ObjectSource.Listing.ALL_FOLDERS, () -> true);
    assertThat(engine.unread().toString())
        .contains("/" + name + " is " + is + ", but by its name Athena reads it as " + taken);
    rows = row("seen", "run", "0", "0", "9", "1", "false");
    object("backend/2026/01/31/12/b.gz");
    engine.look(SINCE, ObjectSource.Listing.ALL_FOLDERS, () -> true);
    assertThat(engine.unread()).isEmpty();
  }
}
