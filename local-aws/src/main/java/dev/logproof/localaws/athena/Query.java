package dev.logproof.localaws.athena;

import dev.logproof.localaws.athena.hive.HiveStatements.StatementKind;
import java.time.Duration;
import java.time.Instant;

/** A statement and its status, which runners update and requests read. Thread-safe. */
final class Query {
  /** Athena's query states. */
  enum State {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    boolean isOver() {
      return this != QUEUED && this != RUNNING;
    }
  }

  /** A submission; {@code output} is the result's S3 URI. */
  record Submission(String id, String sql, String database, String workgroup, String output) {}

  /**
   * Query status.
   *
   * @param reason empty unless the query failed
   * @param completed the submission until the query is over
   * @param kind DML until the statement is parsed
   * @param result without rows unless the query succeeded
   */
  record Status(
      State state,
      String reason,
      boolean retryable,
      Instant submitted,
      Instant completed,
      StatementKind kind,
      SqlEngine.Result result) {
    boolean isOver() {
      return state.isOver();
    }

    Duration took(Instant now) {
      return Duration.between(submitted, isOver() ? completed : now);
    }
  }

  private final Submission request;
  private Status status;
  private volatile boolean cancelled;

  Query(Submission request, Instant submitted) {
    this.request = request;
    this.status =
        new Status(
            State.QUEUED,
            "",
            false,
            submitted,
            submitted,
            StatementKind.DML,
            SqlEngine.Result.EMPTY);
  }

  Submission request() {
    return request;
  }

  synchronized Status status() {
    return status;
  }

  boolean wanted() {
    return !cancelled;
  }

  /** The query ends soon afterwards. */
  void cancel() {
    cancelled = true;
  }

  synchronized void running(StatementKind kind) {
    Instant submitted = status.submitted();
    status =
        new Status(State.RUNNING, "", false, submitted, submitted, kind, SqlEngine.Result.EMPTY);
  }

  synchronized void succeeded(SqlEngine.Result result, Instant now) {
    end(State.SUCCEEDED, "", false, now, result);
  }

  synchronized void failed(String reason, boolean retryable, Instant now) {
    State state = cancelled ? State.CANCELLED : State.FAILED;
    end(state, reason, retryable, now, SqlEngine.Result.EMPTY);
  }

  private void end(
      State state, String reason, boolean retryable, Instant now, SqlEngine.Result result) {
    status = new Status(state, reason, retryable, status.submitted(), now, status.kind(), result);
  }
}
