package dev.logproof.localaws.kinesis;

import dev.logproof.localaws.api.ApiException;
import dev.logproof.localaws.api.RequestErrors;
import dev.logproof.localaws.faults.CallErrorCode;
import dev.logproof.localaws.stream.DeliveryStreams;

/** Errors of Kinesis Data Streams. */
final class KinesisErrors {
  static final String THROTTLED = "ProvisionedThroughputExceededException";
  static final String INTERNAL = "InternalFailure";

  private KinesisErrors() {}

  static ApiException invalidArgument(String message) {
    return ApiException.caller("InvalidArgumentException", message);
  }

  static ApiException noStream(String name) {
    return ApiException.caller(
        "ResourceNotFoundException",
        "Stream " + name + " under account " + DeliveryStreams.ACCOUNT + " not found.");
  }

  static ApiException noShard(String shard, String stream) {
    return ApiException.caller(
        "ResourceNotFoundException",
        "Shard " + shard + " in stream " + stream + " does not exist.");
  }

  /** Kinesis has no ServiceUnavailableException. */
  static ApiException fault(CallErrorCode code) {
    CallErrorCode own =
        code == CallErrorCode.SERVICE_UNAVAILABLE
            ? CallErrorCode.PROVISIONED_THROUGHPUT_EXCEEDED
            : code;
    return own.exception();
  }

  static ApiException full() {
    return ApiException.service(INTERNAL, "Delivery to S3 is behind by more than its buffer.");
  }

  static void checkName(String name) {
    if (name.isEmpty()) {
      throw RequestErrors.missing("streamName");
    }
    if (!KinesisLimits.STREAM_NAME.matcher(name).matches()) {
      throw RequestErrors.constraint(
          "streamName", "'" + name + "'", "satisfy regular expression pattern: [a-zA-Z0-9_.-]+");
    }
  }
}
