package dev.logproof.experiment.ecs;

import dev.logproof.experiment.process.StepFailedException;
import dev.logproof.objects.S3Failure;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.EcsException;

/** Turns failures of ECS calls into one line that tells the user what to do. */
final class EcsErrors {
  private EcsErrors() {}

  /**
   * Makes a call.
   *
   * @param action name of the API's action, which IAM policies name too
   * @param on the resource, for messages
   * @throws StepFailedException after the SDK's retries
   */
  static <T> T call(String action, String on, Supplier<T> call) throws StepFailedException {
    try {
      return call.get();
    } catch (EcsException e) {
      throw new StepFailedException("ECS " + action + ", " + on + ": " + explain(action, e));
    } catch (SdkException e) {
      throw new StepFailedException("ECS " + action + ", " + on + ": " + S3Failure.explain(e));
    }
  }

  private static String explain(String action, EcsException failure) {
    AwsErrorDetails details =
        Optional.ofNullable(failure.awsErrorDetails())
            .orElseGet(() -> AwsErrorDetails.builder().errorCode("").build());
    String said = Optional.ofNullable(details.errorMessage()).orElse(failure.getMessage());
    return switch (Optional.ofNullable(details.errorCode()).orElse("")) {
      case "ClusterNotFoundException" ->
          "no such cluster in this region; check --ecs-cluster and AWS_REGION";
      case "ServiceNotFoundException" ->
          "no such service in this cluster; check --ecs-service, --ecs-cluster and AWS_REGION";
      case "ServiceNotActiveException" -> "the service is not active: it is being deleted";
      case "AccessDeniedException" ->
          "access denied; allow ecs:" + action + " to these credentials: " + said;
      case "UnrecognizedClientException", "ExpiredTokenException", "InvalidSignatureException" ->
          "AWS refuses the credentials: " + said;
      default -> said;
    };
  }
}
