package dev.logproof.aggregator.credentials;

import dev.logproof.aggregator.config.CredentialsConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProcessCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSupplier;

/** The SDK's own providers, which renew credentials before they expire. Stateless. */
public final class CredentialsProviders {
  private static final String CONTAINER = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";

  private CredentialsProviders() {}

  /**
   * Returns the provider of an output; asks no service.
   *
   * @param region of the output, for STS; "" for the SDK's own
   */
  public static AwsCredentialsProvider of(
      CredentialsConfig config, String region, Map<String, String> environment) {
    if (config instanceof CredentialsConfig.Keys keys) {
      return StaticCredentialsProvider.create(credentials(keys));
    } else if (config instanceof CredentialsConfig.AssumeRole role) {
      return StsProviders.assumeRole(role, region, of(role.caller(), region, environment));
    } else if (config instanceof CredentialsConfig.WebIdentity identity) {
      return StsProviders.webIdentity(identity, region);
    } else if (config instanceof CredentialsConfig.InstanceProfile profile) {
      return instanceProfile(profile, environment);
    } else if (config instanceof CredentialsConfig.SharedFile file) {
      return sharedFile(file);
    } else if (config instanceof CredentialsConfig.ProcessOutput process) {
      return ProcessCredentialsProvider.builder()
          .command(List.of("sh", "-c", process.command()))
          .build();
    }
    return DefaultCredentialsProvider.builder().build();
  }

  private static AwsCredentials credentials(CredentialsConfig.Keys keys) {
    String token = keys.sessionToken().reveal();
    String secret = keys.secretAccessKey().reveal();
    return token.isEmpty()
        ? AwsBasicCredentials.create(keys.accessKeyId(), secret)
        : AwsSessionCredentials.create(keys.accessKeyId(), secret, token);
  }

  /** As in the plugin, the role of an ECS task goes before that of its instance. */
  private static AwsCredentialsProvider instanceProfile(
      CredentialsConfig.InstanceProfile profile, Map<String, String> environment) {
    if (environment.containsKey(CONTAINER)) {
      return ContainerCredentialsProvider.builder().build();
    }
    return InstanceProfileCredentialsProvider.builder()
        .endpoint("http://" + profile.address() + ":" + profile.port())
        .build();
  }

  private static AwsCredentialsProvider sharedFile(CredentialsConfig.SharedFile file) {
    ProfileCredentialsProvider.Builder builder = ProfileCredentialsProvider.builder();
    if (!file.path().isEmpty()) {
      builder.profileFile(
          ProfileFileSupplier.reloadWhenModified(
              Path.of(file.path()), ProfileFile.Type.CREDENTIALS));
    }
    if (!file.profile().isEmpty()) {
      builder.profileName(file.profile());
    }
    return builder.build();
  }
}
