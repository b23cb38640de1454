package dev.logproof.localaws.athena;

import dev.logproof.localaws.athena.hive.HiveStatements.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A statement that was handed in, and how it fares. Thread-safe: runners change it, requests read
 * it.
 */
final class Query {
  /** Athena's states of a query. */
  enum State {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED
  }

  /**
   * What was asked for.
   *
   * @param output S3 URI of the result file
   */
  record Request(String id, String sql, String database, String workgroup, String output) {}

  /**
   * How it stands.
   *
   * @param reason why it failed; empty otherwise
   * @param retryable whether the same may succeed later
   */
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

  /** Nobody wants it any more; it ends soon. */
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
