package dev.logproof.localaws.athena;

/** An error of the API, by AWS's name and HTTP status. Without a stack trace: it is an answer. */
final class AthenaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String type;
  private final int status;

  private AthenaException(String type, int status, String message) {
    super(message, null, false, false);
    this.type = type;
    this.status = status;
  }

  /** An error of the caller's: HTTP 400. */
  static AthenaException caller(String type, String message) {
    return new AthenaException(type, 400, message);
  }

  /** Something in the request that is missing or cannot be. */
  static AthenaException invalid(String message) {
    return caller("InvalidRequestException", message);
  }

  /** Too many queries at once. */
  static AthenaException tooMany(int limit) {
    return caller(
        "TooManyRequestsException", "More than " + limit + " queries are waiting or running.");
  }

  /** A defect of ours. */
  static AthenaException internal() {
    return new AthenaException(
        "InternalServerException", 500, "local-aws failed; its log says why.");
  }

  String type() {
    return type;
  }

  int status() {
    return status;
  }
}
