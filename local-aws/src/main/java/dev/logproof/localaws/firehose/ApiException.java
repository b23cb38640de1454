package dev.logproof.localaws.firehose;

import dev.logproof.localaws.faults.CallErrorCode;

/** An API error with AWS's name and HTTP status, without a stack trace. */
final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String type;
  private final int status;

  private ApiException(String type, int status, String message) {
    super(message, null, false, false);
    this.type = type;
    this.status = status;
  }

  static ApiException caller(String type, String message) {
    return new ApiException(type, 400, message);
  }

  /** An argument that satisfies the API model but not the service. */
  static ApiException invalidArgument(String message) {
    return caller("InvalidArgumentException", message);
  }

  /** A violated model constraint, in Firehose's wording. */
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

  static ApiException missing(String where) {
    return constraint(where, "null", "not be null");
  }

  static ApiException serialization(String message) {
    return caller("SerializationException", message);
  }

  static ApiException noStream(String name, String account) {
    return caller(
        "ResourceNotFoundException",
        "Firehose " + name + " under account " + account + " not found.");
  }

  /** HTTP 500, as in Firehose's reference. */
  static ApiException unavailable() {
    return new ApiException("ServiceUnavailableException", 500, SLOW_DOWN);
  }

  static ApiException fault(CallErrorCode code) {
    return new ApiException(code.type(), code.status(), code.message());
  }

  static ApiException internal() {
    return new ApiException("InternalFailure", 500, "local-aws failed; its log says why.");
  }

  /** Firehose's message for an exceeded quota. */
  static final String SLOW_DOWN = "Slow down.";

  String type() {
    return type;
  }

  int status() {
    return status;
  }
}
