package dev.logproof.localaws.faults;

/** Errors that fail a whole put, as listed in Firehose's API reference. */
public enum CallErrorCode {
  /** The stream does not exist, or not yet. */
  RESOURCE_NOT_FOUND("ResourceNotFoundException", 400, "Firehose not found (fault)."),
  /** An argument is invalid; a retry cannot succeed. */
  INVALID_ARGUMENT("InvalidArgumentException", 400, "Invalid argument (fault)."),
  /** The stream's encryption key is unusable. */
  INVALID_KMS_RESOURCE("InvalidKMSResourceException", 400, "KMS key is disabled (fault)."),
  /** The stream has a source other than Direct PUT. */
  INVALID_SOURCE("InvalidSourceException", 400, "Direct PUT is not allowed (fault)."),
  /** The stream is throttled. */
  SERVICE_UNAVAILABLE("ServiceUnavailableException", 500, "Slow down."),
  /** Internal error of the service. */
  INTERNAL_FAILURE("InternalFailure", 500, "Internal service failure (fault).");

  private final String type;
  private final int status;
  private final String message;

  CallErrorCode(String type, int status, String message) {
    this.type = type;
    this.status = status;
    this.message = message;
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

  /**
   * Finds a code by its AWS error name.
   *
   * @throws IllegalArgumentException when no code has that name
   */
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
