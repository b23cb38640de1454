package dev.logproof.localaws.auth;

/**
 * Fixed access keys, so that clients keep working after a restart; not secret in a local stand-in.
 */
public record Credentials(String accessKeyId, String secretAccessKey) {
  /** Printed by {@code local-aws serve}. */
  public static final Credentials LOCAL =
      new Credentials("AKIALOGPROOFLOCALAWS", "local-aws-accepts-this-secret-access-key");

  @Override
  public String toString() {
    return "Credentials[" + accessKeyId + "]";
  }
}
