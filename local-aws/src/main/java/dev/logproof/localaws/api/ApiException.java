package dev.logproof.localaws.api;

/** An API error with AWS's name and HTTP status, without a stack trace. */
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int CALLER = 400;
  private static final int SERVICE = 500;

  private final String type;
  private final int status;

  private ApiException(String type, int status, String message) {
    super(message, null, false, false);
    this.type = type;
    this.status = status;
  }

  /** An error of the caller, HTTP 400. */
  public static ApiException caller(String type, String message) {
    return of(type, CALLER, message);
  }

  /** An error of the service, HTTP 500. */
  public static ApiException service(String type, String message) {
    return of(type, SERVICE, message);
  }

  /** An error with any status. */
  public static ApiException of(String type, int status, String message) {
    return new ApiException(type, status, message);
  }

  /** AWS error name. */
  public String type() {
    return type;
  }

  /** HTTP status. */
  public int status() {
    return status;
  }
}
