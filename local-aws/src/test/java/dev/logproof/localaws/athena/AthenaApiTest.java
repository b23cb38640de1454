package dev.logproof.localaws.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logproof.localaws.auth.AwsV4Verifier;
import dev.logproof.localaws.auth.Credentials;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.AthenaException;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.Row;
import software.amazon.awssdk.services.athena.model.StatementType;

/** Verifies the API with AWS's client and a fake engine. */
class AthenaApiTest {
  private final Map<String, String> files = new ConcurrentHashMap<>();
  private final CountDownLatch running = new CountDownLatch(1);
  private QueryRunner runner;
  private AthenaServer server;
  private AthenaClient client;

  /** Knows three statements. */
  private final class SmallEngine implements SqlEngine {
    @Override
    public Result run(String sql, String database, BooleanSupplier goOn)
        throws IOException, InterruptedException {
      return switch (sql) {
        case "SELECT numbers" ->
            new Result(
                List.of(new Column("n", "decimal(10,2)"), new Column("none", "varchar")),
                IntStream.range(0, 2_500).mapToObj(n -> row("" + n)).toList(),
                123);
        case "SELECT forever" -> {
          running.countDown();
          while (goOn.getAsBoolean()) {
            Thread.onSpinWait();
          }
          throw new FailedException("cancelled", false);
        }
        case "SHOW SCHEMAS" ->
            new Result(List.of(new Column("Schema", "varchar")), List.of(row(database)), 0);
        default -> throw new FailedException("TABLE_NOT_FOUND: " + sql, false);
      };
    }

    private static SqlEngine.Row row(String text) {
      return new SqlEngine.Row(List.of(Optional.of(text), Optional.empty()));
    }
  }

  @BeforeEach
  void start() throws IOException {
    runner =
        new QueryRunner(
            new SmallEngine(),
            (place, bytes) -> files.put(place, new String(bytes, StandardCharsets.UTF_8)),
            Instant::now);
    server =
        new AthenaServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            new AthenaApi(runner, "s3://results/", UUID::randomUUID, Instant::now),
            new AwsV4Verifier("athena", Credentials.LOCAL, Instant::now),
            UUID::randomUUID);
    client = client(Credentials.LOCAL.secretAccessKey());
  }

  private AthenaClient client(String secret) {
    return AthenaClient.builder()
        .endpointOverride(URI.create("http://127.0.0.1:" + server.port()))
        .region(Region.US_WEST_2)
        .httpClientBuilder(Apache5HttpClient.builder())
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(Credentials.LOCAL.accessKeyId(), secret)))
        .build();
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
    runner.close();
  }

  private String begin(String sql) {
    return client
        .startQueryExecution(
            start -> start.queryString(sql).queryExecutionContext(in -> in.database("logs")))
        .queryExecutionId();
  }

  private QueryExecution end(String id) {
    QueryExecution now = execution(id);
    while (now.status().completionDateTime() == null) {
      Thread.onSpinWait();
      now = execution(id);
    }
    return now;
  }

  private QueryExecution execution(String id) {
    return client.getQueryExecution(get -> get.queryExecutionId(id)).queryExecution();
  }

  @Test
  void pagesResultWithHeaderAndStoresItInS3() {
    QueryExecution end = end(begin("SELECT numbers"));
    String id = end.queryExecutionId();
    assertThat(end.status().state()).isEqualTo(QueryExecutionState.SUCCEEDED);
    assertThat(end.statementType()).isEqualTo(StatementType.DML);
    assertThat(end.statistics().dataScannedInBytes()).isEqualTo(123);
    List<GetQueryResultsResponse> pages =
        client.getQueryResultsPaginator(get -> get.queryExecutionId(id)).stream().toList();
    assertThat(pages).hasSize(3);
    List<Row> rows = pages.stream().flatMap(page -> page.resultSet().rows().stream()).toList();
    assertThat(rows).hasSize(2_501);
    assertThat(rows.get(0).data().get(1).varCharValue()).isEqualTo("none");
    assertThat(rows.get(2_500).data().get(0).varCharValue()).isEqualTo("2499");
    assertThat(rows.get(1).data().get(1).varCharValue()).isNull();
    assertThat(pages.get(0).resultSet().resultSetMetadata().columnInfo().get(0).type())
        .isEqualTo("decimal");
    assertThat(files.get("s3://results/" + id + ".csv")).startsWith("\"n\",\"none\"\n\"0\",\n");
  }

  @Test
  void omitsHeaderForUtilityStatements() {
    String id = end(begin("SHOW DATABASES")).queryExecutionId();
    List<Row> rows = client.getQueryResults(get -> get.queryExecutionId(id)).resultSet().rows();
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).data().get(0).varCharValue()).isEqualTo("logs");
  }

  @Test
  void reportsReasonOfFailedStatement() {
    QueryExecution end = end(begin("SELECT 1 FROM nothing"));
    assertThat(end.status().state()).isEqualTo(QueryExecutionState.FAILED);
    assertThat(end.status().stateChangeReason())
        .isEqualTo("TABLE_NOT_FOUND: SELECT 1 FROM nothing");
    assertThat(end.status().athenaError().retryable()).isFalse();
    assertThatThrownBy(
            () -> client.getQueryResults(get -> get.queryExecutionId(end.queryExecutionId())))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("FAILED");
    assertThat(end(begin("GRANT x")).status().stateChangeReason()).startsWith("SYNTAX_ERROR: ");
  }

  @Test
  void cancelsStoppedQuery() throws InterruptedException {
    String id = begin("SELECT forever");
    running.await();
    assertThat(execution(id).status().state()).isEqualTo(QueryExecutionState.RUNNING);
    client.stopQueryExecution(stop -> stop.queryExecutionId(id));
    assertThat(end(id).status().state()).isEqualTo(QueryExecutionState.CANCELLED);
  }

  @Test
  void rejectsBadRequests() {
    assertThatThrownBy(() -> execution("none"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("none was not found");
    assertThatThrownBy(() -> client.startQueryExecution(start -> start.queryString(" ")))
        .isInstanceOf(InvalidRequestException.class);
    assertThatThrownBy(
            () -> client.startQueryExecution(it -> it.queryString("SELECT 1").workGroup("mine")))
        .hasMessageContaining("primary");
    assertThatThrownBy(() -> client.listDataCatalogs(list -> {}))
        .isInstanceOf(AthenaException.class)
        .hasMessageContaining("GetQueryResults");
    try (AthenaClient forger = client("another-secret")) {
      assertThatThrownBy(() -> forger.startQueryExecution(start -> start.queryString("SELECT 1")))
          .hasMessageContaining("signature");
    }
  }
}
