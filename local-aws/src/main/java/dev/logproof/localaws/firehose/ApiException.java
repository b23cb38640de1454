package dev.logproof.localaws.firehose;

import dev.logproof.localaws.faults.CallErrorCode;

/** An error of the API, by AWS's name and HTTP status. Without a stack trace: it is an answer. */
final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String type;
  private final int status;

  private ApiException(String type, int status, String message) {
    super(message, null, false, false);
    this.type = type;
    this.status = status;
  }

  /** An error of the caller's: HTTP 400. */
  static ApiException caller(String type, String message) {
    return new ApiException(type, 400, message);
  }

  /** An argument that fits the model, but not the service. */
  static ApiException invalidArgument(String message) {
    return caller("InvalidArgumentException", message);
  }

  /** An argument outside the model's constraints; Firehose's wording and name for these. */
  static ApiException constraint(String where, String value, String constraint) {
    return caller(
        "ValidationException",
        "1 validation error detected: Value "
            + value
            + " at '"
            + where
            + "' failed to satisfy constraint: Member must "
            + constraint);
  }

  /** A required member that is not there. */
  static ApiException missing(String where) {
    return constraint(where, "null", "not be null");
  }

  /** A body that is not the JSON it should be. */
  static ApiException serialization(String message) {
    return caller("SerializationException", message);
  }

  /** No stream of that name. */
  static ApiException noStream(String name, String account) {
    return caller(
        "ResourceNotFoundException",
        "Firehose " + name + " under account " + account + " not found.");
  }

  /** The stream takes nothing now: HTTP 500, as in Firehose's reference. */
  static ApiException unavailable() {
    return new ApiException("ServiceUnavailableException", 500, SLOW_DOWN);
  }

  /** An error that was asked for. */
  static ApiException fault(CallErrorCode code) {
    return new ApiException(code.type(), code.status(), code.message());
  }

  /** A defect of ours. */
  static ApiException internal() {
    return new ApiException("InternalFailure", 500, "local-aws failed; its log says why.");
  }

  /** Firehose's words when a quota is exceeded. */
  static final String SLOW_DOWN = "Slow down.";

  String type() {
    return type;
  }

  int status() {
    return status;
  }
}
