package dev.logproof.verify.source.athena;

import dev.logproof.objects.S3Failure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.QueryExecutionStatistics;
import software.amazon.awssdk.services.athena.model.Row;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;

/**
 * Runs Athena statements and waits for their results. Cancels abandoned queries, so that they cost
 * no more. Confined to one thread.
 */
record AthenaQueries(AthenaClient client, String workgroup, String output)
    implements AutoCloseable {
  /** A larger result is not a list of exceptions. */
  static final int MAX_ROWS = 1_000_000;

  private static final long FIRST_POLL_MILLIS = 50;
  private static final long MAX_POLL_MILLIS = 1_000;
  private static final int MAX_CANCEL_POLLS = 20;

  /**
   * Result of a completed statement.
   *
   * @param rows rows without the header; null is an empty string
   * @param scannedBytes bytes that Athena charges for
   */
  record Response(List<List<String>> rows, long scannedBytes, long millis) {}

  /** Empty if {@code goOn} ended the query; fails if Athena rejects it. */
  Optional<Response> run(String sql, BooleanSupplier goOn)
      throws IOException, InterruptedException {
    try {
      String id = client.startQueryExecution(request(sql)).queryExecutionId();
      Optional<QueryExecution> end = await(id, goOn);
      return end.isPresent() ? Optional.of(answer(id, end.get())) : Optional.empty();
    } catch (SdkException e) {
      throw new IOException("Athena: " + S3Failure.explain(e), e);
    }
  }

  private StartQueryExecutionRequest request(String sql) {
    StartQueryExecutionRequest.Builder request =
        StartQueryExecutionRequest.builder().queryString(sql).workGroup(workgroup);
    if (!output.isEmpty()) {
      request.resultConfiguration(to -> to.outputLocation(output));
    }
    return request.build();
  }

  private Optional<QueryExecution> await(String id, BooleanSupplier goOn)
      throws IOException, InterruptedException {
    try {
      long pollMillis = FIRST_POLL_MILLIS;
      while (goOn.getAsBoolean()) {
        QueryExecution now = execution(id);
        if (isOver(now)) {
          return Optional.of(now);
        }
        Thread.sleep(pollMillis);
        pollMillis = Math.min(2 * pollMillis, MAX_POLL_MILLIS);
      }
    } catch (InterruptedException e) {
      cancel(id);
      throw e;
    }
    cancel(id);
    return Optional.empty();
  }

  private QueryExecution execution(String id) throws IOException {
    QueryExecution execution =
        client.getQueryExecution(get -> get.queryExecutionId(id)).queryExecution();
    if (execution == null || execution.status() == null) {
      throw incomplete("a query's status");
    }
    return execution;
  }

  private static IOException incomplete(String what) {
    return new IOException("Athena: a response lacks " + what);
  }

  private static boolean isOver(QueryExecution execution) {
    QueryExecutionState state = execution.status().state();
    return state != QueryExecutionState.QUEUED && state != QueryExecutionState.RUNNING;
  }

  private void cancel(String id) throws IOException, InterruptedException {
    client.stopQueryExecution(stop -> stop.queryExecutionId(id));
    for (int poll = 0; poll < MAX_CANCEL_POLLS && !isOver(execution(id)); poll++) {
      Thread.sleep(FIRST_POLL_MILLIS);
    }
  }

  private Response answer(String id, QueryExecution end) throws IOException {
    if (end.status().state() != QueryExecutionState.SUCCEEDED) {
      throw new IOException(
          "Athena: query "
              + id
              + " "
              + end.status().stateAsString()
              + ": "
              + Optional.ofNullable(end.status().stateChangeReason()).orElse("no reason given"));
    }
    return new Response(
        rows(id),
        statistic(end, QueryExecutionStatistics::dataScannedInBytes),
        statistic(end, QueryExecutionStatistics::totalExecutionTimeInMillis));
  }

  private static long statistic(
      QueryExecution end, Function<QueryExecutionStatistics, Long> which) {
    return Optional.ofNullable(end.statistics()).map(which).orElse(0L);
  }

  private List<List<String>> rows(String id) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    boolean header = true;
    for (GetQueryResultsResponse page :
        client.getQueryResultsPaginator(get -> get.queryExecutionId(id))) {
      if (page.resultSet() == null) {
        throw incomplete("its rows");
      }
      for (Row row : page.resultSet().rows()) {
        if (!header) {
          rows.add(row.data().stream().map(AthenaQueries::text).toList());
        }
        header = false;
      }
      if (rows.size() > MAX_ROWS) {
        throw new IOException(
            "Athena: lost, duplicated and late tracers form more than "
                + MAX_ROWS
                + " ranges; verify fewer runs with --journal, or use --engine scan");
      }
    }
    return rows;
  }

  private static String text(Datum datum) {
    return Optional.ofNullable(datum.varCharValue()).orElse("");
  }

  @Override
  public void close() {
    client.close();
  }
}
