package dev.logproof.localaws.athena;

import dev.logproof.localaws.api.ApiException;

/** Athena's errors. */
final class AthenaErrors {
  private AthenaErrors() {}

  static ApiException invalid(String message) {
    return ApiException.caller("InvalidRequestException", message);
  }

  static ApiException tooMany(int limit) {
    return ApiException.caller(
        "TooManyRequestsException", "More than " + limit + " queries are waiting or running.");
  }

  static ApiException internal() {
    return ApiException.service("InternalServerException", "local-aws failed; its log says why.");
  }
}
