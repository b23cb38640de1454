package dev.logproof.aggregator.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.access.Secret;
import org.junit.jupiter.api.Test;

/** Metadata, keys and credentials of an s3 output, as fluent-plugin-s3 takes them. */
class S3HeadersTest {
  private static final String KEY = "12345678901234567890123456789012";
  private static final String OWN_KEY =
      "sse_customer_algorithm AES256;sse_customer_key " + KEY + ";";
  private static final String ROLE =
      "<assume_role_credentials>;role_arn r;role_session_name n;</assume_role_credentials>";

  private static S3Output config(String lines) {
    return (S3Output) OneMatch.output("@type s3;s3_bucket bkt;" + lines);
  }

  @Test
  void writesMetadataInEitherForm() {
    assertThat(config("s3_metadata {\"team\":\"a b\",\"x\":1}").storage().headers())
        .containsEntry("x-amz-meta-team", "a b")
        .containsEntry("x-amz-meta-x", "1");
    assertThat(config("s3_metadata team:a,env:b").storage().headers())
        .containsEntry("x-amz-meta-team", "a")
        .containsEntry("x-amz-meta-env", "b");
  }

  /** The digest is that of {@code printf KEY | openssl md5 -binary | base64}. */
  @Test
  void encodesKeyOfCustomerAndHidesIt() {
    S3Output config = config(OWN_KEY + "sse_customer_key_md5 other");
    String prefix = "x-amz-server-side-encryption-customer-";
    assertThat(config.storage().ownKey())
        .hasSize(3)
        .containsEntry(prefix + "algorithm", "AES256")
        .containsEntry(prefix + "key", "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI=")
        .containsEntry(prefix + "key-MD5", "dnF5x6K/8ZZRzpfSlMMM+w==");
    assertThat(config.toString()).doesNotContain(KEY).doesNotContain("MTIzNDU2");
  }

  @Test
  void assumesRoleWithKeys() {
    CredentialsConfig keys = new CredentialsConfig.Keys("i", Secret.of("s"), Secret.of(""));
    assertThat(config("aws_key_id i;aws_sec_key s;" + ROLE).access().credentials())
        .isInstanceOfSatisfying(
            CredentialsConfig.AssumeRole.class, role -> assertThat(role.caller()).isEqualTo(keys));
    assertThat(config("aws_key_id i;aws_sec_key s").access().credentials()).isEqualTo(keys);
  }

  @Test
  void takesProfileBeforeProcess() {
    assertThat(config("aws_credential_process p;aws_profile logs").access().credentials())
        .isEqualTo(new CredentialsConfig.SharedFile("", "logs"));
    assertThat(config("aws_credential_process p --q").access().credentials())
        .isEqualTo(new CredentialsConfig.ProcessOutput("p --q"));
  }
}
