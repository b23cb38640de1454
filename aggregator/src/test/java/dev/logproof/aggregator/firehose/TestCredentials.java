package dev.logproof.aggregator.firehose;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;

/** Provides what a function returns; the function may throw. */
public record TestCredentials(Supplier<AwsCredentialsIdentity> next)
    implements IdentityProvider<AwsCredentialsIdentity> {
  @Override
  public Class<AwsCredentialsIdentity> identityType() {
    return AwsCredentialsIdentity.class;
  }

  @Override
  public CompletableFuture<? extends AwsCredentialsIdentity> resolveIdentity(
      ResolveIdentityRequest request) {
    return CompletableFuture.completedFuture(next.get());
  }
}
