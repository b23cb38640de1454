package dev.logproof.localaws.firehose;

import dev.logproof.localaws.api.ApiException;
import dev.logproof.localaws.faults.CallErrorCode;

/** Firehose's errors. */
final class FirehoseErrors {
  /** Firehose's message for an exceeded quota. */
  static final String SLOW_DOWN = "Slow down.";

  private FirehoseErrors() {}

  /** An argument that satisfies the API model but not the service. */
  static ApiException invalidArgument(String message) {
    return ApiException.caller("InvalidArgumentException", message);
  }

  /** A violated model constraint, in Firehose's wording. */
  static ApiException constraint(String where, String value, String constraint) {
    return ApiException.caller(
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
    return ApiException.caller("SerializationException", message);
  }

  static ApiException noStream(String name, String account) {
    return ApiException.caller(
        "ResourceNotFoundException",
        "Firehose " + name + " under account " + account + " not found.");
  }

  /** HTTP 500, as in Firehose's reference. */
  static ApiException unavailable() {
    return ApiException.service("ServiceUnavailableException", SLOW_DOWN);
  }

  static ApiException fault(CallErrorCode code) {
    return ApiException.of(code.type(), code.status(), code.message());
  }

  static ApiException internal() {
    return ApiException.service("InternalFailure", "local-aws failed; its log says why.");
  }
}
