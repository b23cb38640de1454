package dev.logproof.aggregator.credentials;

import dev.logproof.aggregator.config.CredentialsConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleWithWebIdentityCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityRequest;

/**
 * Providers of roles from AWS STS, which is called in the region of the output unless it has its
 * own. Stateless.
 */
final class StsProviders {
  private StsProviders() {}

  static AwsCredentialsProvider assumeRole(
      CredentialsConfig.AssumeRole role, String region, AwsCredentialsProvider caller) {
    StsClientBuilder sts = client(role.sts(), region).credentialsProvider(caller);
    AssumeRoleRequest.Builder request =
        AssumeRoleRequest.builder()
            .roleArn(role.roleArn())
            .roleSessionName(role.sessionName())
            .durationSeconds(role.durationSeconds());
    if (!role.policy().isEmpty()) {
      request.policy(role.policy());
    }
    if (!role.externalId().isEmpty()) {
      request.externalId(role.externalId());
    }
    return StsAssumeRoleCredentialsProvider.builder()
        .stsClient(sts.build())
        .refreshRequest(request.build())
        .build();
  }

  static AwsCredentialsProvider webIdentity(CredentialsConfig.WebIdentity role, String region) {
    StsClientBuilder sts =
        client(role.sts(), region).credentialsProvider(AnonymousCredentialsProvider.create());
    return StsAssumeRoleWithWebIdentityCredentialsProvider.builder()
        .stsClient(sts.build())
        .refreshRequest(() -> request(role))
        .build();
  }

  /** Kubernetes replaces the token before it expires, so each request reads it again. */
  private static AssumeRoleWithWebIdentityRequest request(CredentialsConfig.WebIdentity role) {
    AssumeRoleWithWebIdentityRequest.Builder request =
        AssumeRoleWithWebIdentityRequest.builder()
            .roleArn(role.roleArn())
            .roleSessionName(role.sessionName())
            .durationSeconds(role.durationSeconds())
            .webIdentityToken(token(Path.of(role.tokenFile())));
    if (!role.policy().isEmpty()) {
      request.policy(role.policy());
    }
    return request.build();
  }

  private static String token(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read web_identity_token_file " + file, e);
    }
  }

  private static StsClientBuilder client(CredentialsConfig.StsAccess access, String region) {
    StsClientBuilder sts =
        StsClient.builder().httpClientBuilder(HttpProxies.client(access.httpProxy()));
    if (!access.endpoint().isEmpty()) {
      sts.endpointOverride(URI.create(access.endpoint()));
    }
    String own = access.region().isEmpty() ? region : access.region();
    return own.isEmpty() ? sts : sts.region(Region.of(own));
  }
}
