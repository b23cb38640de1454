package dev.logproof.localaws.athena;

import dev.logproof.localaws.athena.hive.HiveStatements.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A statement and its status, which runners update and requests read. Thread-safe. */
final class Query {
  /** Athena's query states. */
  enum State {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED
  }

  /** A submission; {@code output} is the result's S3 URI. */
  record Request(String id, String sql, String database, String workgroup, String output) {}

  /** Query status; {@code reason} is empty unless the query failed. */
  record Status(
      State state,
      String reason,
      boolean retryable,
      Instant submitted,
      Optional<Instant> completed,
      Optional<Kind> kind,
      Optional<SqlEngine.Result> result) {
    boolean isOver() {
      return completed.isPresent();
    }

    Duration took(Instant now) {
      return Duration.between(submitted, completed.orElse(now));
    }
  }

  private final Request request;
  private Status status;
  private volatile boolean cancelled;

  Query(Request request, Instant submitted) {
    this.request = request;
    this.status =
        new Status(
            State.QUEUED,
            "",
            false,
            submitted,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
  }

  Request request() {
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

  synchronized void running(Kind kind) {
    status =
        new Status(
            State.RUNNING,
            "",
            false,
            status.submitted(),
            Optional.empty(),
            Optional.of(kind),
            Optional.empty());
  }

  synchronized void succeeded(SqlEngine.Result result, Instant now) {
    end(State.SUCCEEDED, "", false, now, Optional.of(result));
  }

  synchronized void failed(String reason, boolean retryable, Instant now) {
    end(cancelled ? State.CANCELLED : State.FAILED, reason, retryable, now, Optional.empty());
  }

  private void end(
      State state,
      String reason,
      boolean retryable,
      Instant now,
      Optional<SqlEngine.Result> result) {
    status =
        new Status(
            state, reason, retryable, status.submitted(), Optional.of(now), status.kind(), result);
  }
}
