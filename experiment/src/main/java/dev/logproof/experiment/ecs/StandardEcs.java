package dev.logproof.experiment.ecs;

import dev.logproof.experiment.process.StepFailedException;
import dev.logproof.objects.OwnEndpoint;
import dev.logproof.objects.S3Failure;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.EcsClientBuilder;

/**
 * Creates the ECS client; endpoint ({@code AWS_ENDPOINT_URL_ECS}), region and credentials come from
 * the SDK's standard chain. Stateless.
 */
public final class StandardEcs {
  /** A deployment takes minutes, in which a failed call must not end the measurement. */
  private static final int ATTEMPTS = 8;

  private StandardEcs() {}

  /**
   * Creates a client; the caller closes it.
   *
   * @throws StepFailedException if the environment lacks a required setting
   */
  public static EcsClient client() throws StepFailedException {
    try {
      OwnEndpoint.isSet("ECS", System.getenv(), System.getProperties());
      return builder().build();
    } catch (IllegalArgumentException e) {
      throw new StepFailedException(e.getMessage());
    } catch (SdkException e) {
      throw new StepFailedException("ECS: " + S3Failure.explain(e));
    }
  }

  static EcsClientBuilder builder() {
    return EcsClient.builder()
        .httpClientBuilder(Apache5HttpClient.builder())
        .overrideConfiguration(
            o ->
                o.retryStrategy(
                    AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(ATTEMPTS)
                        .build()));
  }
}
