package dev.logproof.localaws.athena;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.logproof.localaws.api.Operations;
import dev.logproof.localaws.athena.hive.HiveStatements.StatementKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Dispatches Athena's operations by {@code X-Amz-Target}. Thread-safe. */
final class AthenaApi {
  private static final String TARGET_PREFIX = "AmazonAthena.";
  private static final String WORKGROUP = "primary";
  private static final Pattern PLACE = Pattern.compile("s3://[A-Za-z0-9._-]+(/.*)?");
  private static final int MAX_SQL_CHARS = 262_144;
  private static final double MILLIS = 1_000.0;

  private final QueryRunner runner;
  private final String defaultOutput;
  private final Supplier<UUID> randomIds;
  private final Supplier<Instant> clock;
  private final Operations<Function<JsonNode, ObjectNode>> operations =
      new Operations<>(
          TARGET_PREFIX,
          Map.of(
              "StartQueryExecution", this::start,
              "GetQueryExecution", this::get,
              "GetQueryResults", this::results,
              "StopQueryExecution", this::stop));

  /** {@code defaultOutput} is the only work group's S3 URI, ending in a slash. */
  AthenaApi(
      QueryRunner runner, String defaultOutput, Supplier<UUID> randomIds, Supplier<Instant> clock) {
    this.runner = runner;
    this.defaultOutput = defaultOutput;
    this.randomIds = randomIds;
    this.clock = clock;
  }

  ObjectNode answer(String target, JsonNode body) {
    return operations.find(target).apply(body);
  }

  private ObjectNode start(JsonNode body) {
    String sql = body.path("QueryString").asText("");
    require(
        !sql.isBlank() && sql.length() <= MAX_SQL_CHARS,
        "QueryString: expected 1 to 262144 characters");
    String workgroup = body.path("WorkGroup").asText(WORKGROUP);
    require(workgroup.equals(WORKGROUP), "WorkGroup is not found: local-aws has only " + WORKGROUP);
    String place = body.path("ResultConfiguration").path("OutputLocation").asText(defaultOutput);
    require(PLACE.matcher(place).matches(), "outputLocation is not a valid S3 path.");
    String id = randomIds.get().toString();
    String folder = place.endsWith("/") ? place : place + "/";
    runner.start(
        new Query.Submission(
            id,
            sql,
            body.path("QueryExecutionContext").path("Database").asText("default"),
            workgroup,
            folder + id + ".csv"));
    return object().put("QueryExecutionId", id);
  }

  private Query find(JsonNode body) {
    String id = body.path("QueryExecutionId").asText("");
    return runner
        .find(id)
        .orElseThrow(() -> AthenaErrors.invalid("QueryExecution " + id + " was not found"));
  }

  private ObjectNode stop(JsonNode body) {
    find(body).cancel();
    return object();
  }

  private ObjectNode get(JsonNode body) {
    Query query = find(body);
    Query.Submission request = query.request();
    Query.Status now = query.status();
    ObjectNode execution = object();
    execution.put("QueryExecutionId", request.id());
    execution.put("Query", request.sql());
    execution.put("StatementType", now.kind().name());
    execution.put("WorkGroup", request.workgroup());
    execution.putObject("QueryExecutionContext").put("Database", request.database());
    execution.putObject("ResultConfiguration").put("OutputLocation", request.output());
    execution
        .putObject("EngineVersion")
        .put("SelectedEngineVersion", "AUTO")
        .put("EffectiveEngineVersion", "Athena engine version 3");
    status(execution.putObject("Status"), now);
    long millis = now.took(clock.get()).toMillis();
    execution
        .putObject("Statistics")
        .put("EngineExecutionTimeInMillis", millis)
        .put("TotalExecutionTimeInMillis", millis)
        .put("DataScannedInBytes", now.result().scannedBytes());
    return object().set("QueryExecution", execution);
  }

  private static void status(ObjectNode status, Query.Status now) {
    status.put("State", now.state().name());
    status.put("SubmissionDateTime", now.submitted().toEpochMilli() / MILLIS);
    if (now.isOver()) {
      status.put("CompletionDateTime", now.completed().toEpochMilli() / MILLIS);
    }
    if (!now.reason().isEmpty()) {
      status.put("StateChangeReason", now.reason());
      status
          .putObject("AthenaError")
          .put("ErrorCategory", now.retryable() ? 1 : 2)
          .put("Retryable", now.retryable())
          .put("ErrorMessage", now.reason());
    }
  }

  private ObjectNode results(JsonNode body) {
    Query.Status now = find(body).status();
    if (now.state() != Query.State.SUCCEEDED) {
      throw AthenaErrors.invalid(
          "Query did not finish successfully. Final query state: " + now.state());
    }
    ResultPage page = ResultPage.of(now.result(), now.kind() == StatementKind.DML, body);
    ObjectNode answer = object();
    answer.put("UpdateCount", 0);
    if (!page.next().isEmpty()) {
      answer.put("NextToken", page.next());
    }
    ObjectNode set = answer.putObject("ResultSet");
    rows(set.putArray("Rows"), page.rows());
    columns(set.putObject("ResultSetMetadata").putArray("ColumnInfo"), now.result().columns());
    return answer;
  }

  private static void rows(ArrayNode rows, List<SqlEngine.Row> page) {
    for (SqlEngine.Row row : page) {
      ArrayNode data = rows.addObject().putArray("Data");
      row.values()
          .forEach(
              value -> {
                ObjectNode datum = data.addObject();
                value.ifPresent(text -> datum.put("VarCharValue", text));
              });
    }
  }

  private static void columns(ArrayNode info, List<SqlEngine.Column> columns) {
    for (SqlEngine.Column column : columns) {
      info.addObject()
          .put("CatalogName", "hive")
          .put("SchemaName", "")
          .put("TableName", "")
          .put("Name", column.name())
          .put("Label", column.name())
          .put("Type", column.type().replaceFirst("\\(.*", ""))
          .put("Nullable", "UNKNOWN");
    }
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw AthenaErrors.invalid(message);
    }
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
