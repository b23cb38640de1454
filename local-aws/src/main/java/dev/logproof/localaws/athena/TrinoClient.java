package dev.logproof.localaws.athena;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Client of the Trino REST API (developer guide, "Trino client REST API"). Trino's own client would
 * add large dependencies. Calls block. Thread-safe.
 */
record TrinoClient(URI engine, String catalog) implements SqlEngine {
  /** Largest result held in memory; Athena is limited by S3 only. */
  static final long MAX_RESULT_CHARS = 64L << 20;

  private static final int OK = 200;
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Trino error types caused by the statement (StandardErrorCode). */
  private static final Set<String> CALLERS_FAULT = Set.of("USER_ERROR", "INSUFFICIENT_RESOURCES");

  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(ANSWER_LIMIT).build();

  @Override
  public Result run(String sql, String database, BooleanSupplier goOn)
      throws IOException, InterruptedException {
    Answers answers = new Answers();
    JsonNode answer = send(statement(sql, database));
    answers.take(answer);
    while (answer.has("nextUri")) {
      URI next = URI.create(answer.path("nextUri").asText());
      if (!goOn.getAsBoolean()) {
        cancel(next);
      }
      answer = send(HttpRequest.newBuilder(next).timeout(ANSWER_LIMIT).GET());
      answers.take(answer);
    }
    return answers.result();
  }

  private HttpRequest.Builder statement(String sql, String database) {
    return HttpRequest.newBuilder(engine.resolve("/v1/statement"))
        .timeout(ANSWER_LIMIT)
        .header("X-Trino-User", "athena")
        .header("X-Trino-Source", "local-aws")
        .header("X-Trino-Catalog", catalog)
        .header("X-Trino-Schema", database)
        .header("X-Trino-Time-Zone", "UTC")
        .POST(BodyPublishers.ofString(sql));
  }

  private void cancel(URI next) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(next).timeout(ANSWER_LIMIT).DELETE().build();
    HTTP.send(request, BodyHandlers.discarding());
    throw new FailedException("Query cancelled by its client", false);
  }

  private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
    if (response.statusCode() != OK) {
      throw new FailedException(
          "the engine answers HTTP " + response.statusCode() + ": " + response.body(), true);
    }
    return JSON.readTree(response.body());
  }

  /** Collects columns, rows and statistics. */
  private static final class Answers {
    private final List<Row> rows = new ArrayList<>();
    private List<Column> columns = List.of();
    private long scannedBytes;
    private long chars;

    void take(JsonNode answer) throws FailedException {
      JsonNode error = answer.path("error");
      if (!error.isMissingNode() && !error.isNull()) {
        throw new FailedException(
            error.path("errorName").asText() + ": " + error.path("message").asText(),
            !CALLERS_FAULT.contains(error.path("errorType").asText()));
      }
      if (columns.isEmpty() && answer.has("columns")) {
        columns = columns(answer.path("columns"));
      }
      for (JsonNode row : answer.path("data")) {
        rows.add(row(row));
      }
      scannedBytes = answer.path("stats").path("physicalInputBytes").asLong(scannedBytes);
    }

    private static List<Column> columns(JsonNode columns) {
      List<Column> result = new ArrayList<>();
      for (JsonNode column : columns) {
        result.add(new Column(column.path("name").asText(), column.path("type").asText()));
      }
      return result;
    }

    private Row row(JsonNode row) throws FailedException {
      List<Optional<String>> values = new ArrayList<>();
      for (JsonNode value : row) {
        Optional<String> text = value.isNull() ? Optional.empty() : Optional.of(text(value));
        chars += text.map(String::length).orElse(0);
        values.add(text);
      }
      if (chars > MAX_RESULT_CHARS) {
        throw new FailedException(
            "the result has more than " + MAX_RESULT_CHARS + " characters", false);
      }
      return new Row(values);
    }

    /** Formats a value as Athena does: {@code [a, b]} and {@code {k=v}}. */
    private static String text(JsonNode value) {
      List<String> parts = new ArrayList<>();
      if (value.isArray()) {
        value.forEach(part -> parts.add(text(part)));
        return "[" + String.join(", ", parts) + "]";
      }
      if (value.isObject()) {
        value
            .properties()
            .forEach(entry -> parts.add(entry.getKey() + "=" + text(entry.getValue())));
        return "{" + String.join(", ", parts) + "}";
      }
      return value.asText();
    }

    Result result() {
      return new Result(columns, rows, scannedBytes);
    }
  }
}
