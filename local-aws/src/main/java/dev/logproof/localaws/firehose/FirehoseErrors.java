package dev.logproof.localaws.firehose;

import dev.logproof.localaws.api.ApiException;

/** Firehose's errors. */
final class FirehoseErrors {
  /** Firehose's message for an exceeded quota. */
  static final String SLOW_DOWN = "Slow down.";

  private FirehoseErrors() {}

  /** An argument that satisfies the API model but not the service. */
  static ApiException invalidArgument(String message) {
    return ApiException.caller("InvalidArgumentException", message);
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
}
