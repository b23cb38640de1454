package dev.logproof.localaws.athena;

/** An API error with AWS's name and HTTP status, without a stack trace. */
final class AthenaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String type;
  private final int status;

  private AthenaException(String type, int status, String message) {
    super(message, null, false, false);
    this.type = type;
    this.status = status;
  }

  static AthenaException caller(String type, String message) {
    return new AthenaException(type, 400, message);
  }

  static AthenaException invalid(String message) {
    return caller("InvalidRequestException", message);
  }

  static AthenaException tooMany(int limit) {
    return caller(
        "TooManyRequestsException", "More than " + limit + " queries are waiting or running.");
  }

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
