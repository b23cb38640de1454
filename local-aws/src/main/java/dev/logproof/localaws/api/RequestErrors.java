package dev.logproof.localaws.api;

import com.fasterxml.jackson.core.JsonToken;

/** Errors of requests that do not satisfy an API's model. */
public final class RequestErrors {
  private RequestErrors() {}

  /** A violated model constraint, in AWS's wording. */
  public static ApiException constraint(String where, String value, String constraint) {
    return ApiException.caller(
        "ValidationException",
        "1 validation error detected: Value "
            + value
            + " at '"
            + where
            + "' failed to satisfy constraint: Member must "
            + constraint);
  }

  /** A missing member. */
  public static ApiException missing(String where) {
    return constraint(where, "null", "not be null");
  }

  /** Rejects a batch without records. */
  public static void requireRecords(boolean seen, int records) {
    if (!seen) {
      throw missing("records");
    }
    if (records == 0) {
      throw constraint("records", "'[]'", "have length greater than or equal to 1");
    }
  }

  /** A body that is not of the expected form. */
  public static ApiException serialization(String message) {
    return ApiException.caller("SerializationException", message);
  }

  /** Rejects a request with another token than {@code wanted}; null where it ends. */
  public static void require(JsonToken found, JsonToken wanted, String what) {
    if (found != wanted) {
      throw serialization(
          "Expected "
              + wanted
              + " for "
              + what
              + ", found "
              + (found == null ? "nothing" : found)
              + ".");
    }
  }

  /** An error of the stand-in itself. */
  public static ApiException internal() {
    return ApiException.service("InternalFailure", "local-aws failed; its log says why.");
  }
}
