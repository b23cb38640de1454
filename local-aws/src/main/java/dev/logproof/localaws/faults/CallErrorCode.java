package dev.logproof.localaws.faults;

import dev.logproof.localaws.api.ApiException;

/** Errors that fail a whole put (Firehose's API reference). */
public enum CallErrorCode {
  RESOURCE_NOT_FOUND("ResourceNotFoundException", 400, "Firehose not found (fault)."),
  INVALID_ARGUMENT("InvalidArgumentException", 400, "Invalid argument (fault)."),
  INVALID_KMS_RESOURCE("InvalidKMSResourceException", 400, "KMS key is disabled (fault)."),
  INVALID_SOURCE("InvalidSourceException", 400, "Direct PUT is not allowed (fault)."),
  PROVISIONED_THROUGHPUT_EXCEEDED(
      "ProvisionedThroughputExceededException", 400, "Rate exceeded for the stream (fault)."),
  SERVICE_UNAVAILABLE("ServiceUnavailableException", 500, "Slow down."),
  INTERNAL_FAILURE("InternalFailure", 500, "Internal service failure (fault).");

  private final String type;
  private final int status;
  private final String message;

  CallErrorCode(String type, int status, String message) {
    this.type = type;
    this.status = status;
    this.message = message;
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
        "code '" + type + "': expected an error of PutRecordBatch such as InternalFailure");
  }
}
