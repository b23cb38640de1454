package dev.logproof.aggregator.config;

/**
 * How an output reaches AWS.
 *
 * @param endpoint "" for the AWS SDK's standard chain
 * @param httpProxy proxy for connections to AWS; "" for the environment's
 */
public record AwsAccess(CredentialsConfig credentials, String endpoint, String httpProxy) {
  /** Everything from the environment. */
  public static final AwsAccess STANDARD =
      new AwsAccess(new CredentialsConfig.StandardChain(), "", "");
}
