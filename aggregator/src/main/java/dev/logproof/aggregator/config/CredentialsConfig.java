package dev.logproof.aggregator.config;

import dev.logproof.aggregator.access.Secret;

/** Where an output's credentials come from; "" stands for a setting that is not given. */
public sealed interface CredentialsConfig {
  /** The AWS SDK's standard chain. */
  record StandardChain() implements CredentialsConfig {}

  /** Keys in the configuration. */
  record Keys(String accessKeyId, Secret secretAccessKey, Secret sessionToken)
      implements CredentialsConfig {}

  /**
   * {@code <assume_role_credentials>}: a role of STS.
   *
   * @param caller credentials that sign the request to STS
   */
  record AssumeRole(
      String roleArn,
      String sessionName,
      String policy,
      int durationSeconds,
      String externalId,
      StsAccess sts,
      CredentialsConfig caller)
      implements CredentialsConfig {
    AssumeRole calledWith(CredentialsConfig keys) {
      return new AssumeRole(roleArn, sessionName, policy, durationSeconds, externalId, sts, keys);
    }
  }

  /** How STS is reached; the region is that of the output if it is not given. */
  record StsAccess(String region, String endpoint, String httpProxy) {
    /** As the output reaches AWS. */
    public static final StsAccess OF_OUTPUT = new StsAccess("", "", "");
  }

  /** {@code <web_identity_credentials>}: a role of STS for a token, as in Kubernetes. */
  record WebIdentity(
      String roleArn,
      String sessionName,
      String tokenFile,
      String policy,
      int durationSeconds,
      StsAccess sts)
      implements CredentialsConfig {}

  /** {@code <instance_profile_credentials>}: the role of the ECS task or EC2 instance. */
  record InstanceProfile(String address, int port) implements CredentialsConfig {}

  /** {@code <shared_credentials>}: a profile of a credentials file. */
  record SharedFile(String path, String profile) implements CredentialsConfig {}

  /** {@code <process_credentials>}: the output of a command. */
  record ProcessOutput(String command) implements CredentialsConfig {}
}
