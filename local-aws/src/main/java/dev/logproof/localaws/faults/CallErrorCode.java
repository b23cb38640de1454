package dev.logproof.localaws.faults;

/** The errors of a whole call that Firehose's API reference names for its puts. */
public enum CallErrorCode {
  /** The stream is not there, or not yet. */
  RESOURCE_NOT_FOUND("ResourceNotFoundException", 400, "Firehose not found (fault)."),
  /** An argument is refused for good. */
  INVALID_ARGUMENT("InvalidArgumentException", 400, "Invalid argument (fault)."),
  /** The key that encrypts the stream cannot be used. */
  INVALID_KMS_RESOURCE("InvalidKMSResourceException", 400, "KMS key is disabled (fault)."),
  /** The stream is read from another source. */
  INVALID_SOURCE("InvalidSourceException", 400, "Direct PUT is not allowed (fault)."),
  /** The stream is throttled. */
  SERVICE_UNAVAILABLE("ServiceUnavailableException", 500, "Slow down."),
  /** Something broke inside the service. */
  INTERNAL_FAILURE("InternalFailure", 500, "Internal service failure (fault).");

  private final String type;
  private final int status;
  private final String message;

  CallErrorCode(String type, int status, String message) {
    this.type = type;
    this.status = status;
    this.message = message;
  }

  /** AWS's name of it. */
  public String type() {
    return type;
  }

  /** HTTP's status. */
  public int status() {
    return status;
  }

  /** For people. */
  public String message() {
    return message;
  }

  /**
   * The code that AWS calls {@code type}.
   *
   * @throws IllegalArgumentException when there is none
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
