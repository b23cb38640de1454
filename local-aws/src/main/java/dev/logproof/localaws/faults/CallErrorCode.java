package dev.logproof.localaws.faults;

import dev.logproof.localaws.api.ApiException;
import java.util.Set;

/** Errors that fail a whole request (API references of Firehose, Kinesis and S3). */
public enum CallErrorCode {
  RESOURCE_NOT_FOUND("ResourceNotFoundException", 400, "Firehose not found (fault)."),
  INVALID_ARGUMENT("InvalidArgumentException", 400, "Invalid argument (fault)."),
  INVALID_KMS_RESOURCE("InvalidKMSResourceException", 400, "KMS key is disabled (fault)."),
  INVALID_SOURCE("InvalidSourceException", 400, "Direct PUT is not allowed (fault)."),
  PROVISIONED_THROUGHPUT_EXCEEDED(
      "ProvisionedThroughputExceededException", 400, "Rate exceeded for the stream (fault)."),
  SERVICE_UNAVAILABLE("ServiceUnavailableException", 500, "Slow down."),
  INTERNAL_FAILURE("InternalFailure", 500, "Internal service failure (fault)."),
  SLOW_DOWN("SlowDown", 503, "Please reduce your request rate."),
  INTERNAL_ERROR("InternalError", 500, "We encountered an internal error (fault)."),
  REQUEST_TIMEOUT("RequestTimeout", 400, "The request was not read in time (fault)."),
  ACCESS_DENIED("AccessDenied", 403, "Access Denied (fault)."),
  NO_SUCH_BUCKET("NoSuchBucket", 404, "The specified bucket does not exist (fault).");

  private static final Set<CallErrorCode> OF_S3 =
      Set.of(SLOW_DOWN, INTERNAL_ERROR, REQUEST_TIMEOUT, ACCESS_DENIED, NO_SUCH_BUCKET);

  private final String type;
  private final int status;
  private final String message;

  CallErrorCode(String type, int status, String message) {
    this.type = type;
    this.status = status;
    this.message = message;
  }

  /** Returns whether S3 responds with it; otherwise services with streams do. */
  public boolean isOfS3() {
    return OF_S3.contains(this);
  }

  /** AWS error name. */
  public String type() {
    return type;
  }

  /** HTTP status. */
  public int status() {
    return status;
  }

  /** Human-readable message. */
  public String message() {
    return message;
  }

  /** The error as an API answers it. */
  public ApiException exception() {
    return ApiException.of(type, status, message);
  }

  static CallErrorCode of(String type) {
    for (CallErrorCode code : values()) {
      if (code.type.equals(type)) {
        return code;
      }
    }
    throw new IllegalArgumentException(
        "code '"
            + type
            + "': expected an error of PutRecordBatch such as InternalFailure, or of S3");
  }
}
