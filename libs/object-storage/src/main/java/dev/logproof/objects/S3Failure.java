package dev.logproof.objects;

import java.net.UnknownHostException;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Turns an S3 failure into one line that tells the user what to do. */
public final class S3Failure {
  private S3Failure() {}

  /** Describes the problem and the setting that fixes it. */
  public static String explain(SdkException failure) {
    String message = Optional.ofNullable(failure.getMessage()).orElse(failure.toString());
    if (message.contains("Unable to load credentials")) {
      return "no AWS credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE";
    }
    if (message.contains("Unable to load region")) {
      return "no AWS region: set AWS_REGION, or AWS_PROFILE";
    }
    if (failure instanceof S3Exception answer && answer.statusCode() == 301) {
      return "the bucket is in another region: set AWS_REGION to that region";
    }
    return unknownHost(failure).map(host -> "no such host: " + host).orElse(message);
  }

  private static Optional<String> unknownHost(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof UnknownHostException) {
        return Optional.ofNullable(at.getMessage());
      }
    }
    return Optional.empty();
  }
}
