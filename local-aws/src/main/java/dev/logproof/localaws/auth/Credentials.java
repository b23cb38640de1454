package dev.logproof.localaws.auth;

/**
 * Access keys accepted by local-aws. They are fixed, so that clients keep working after a restart
 * on the same ports, and not secret, since only a local stand-in accepts them.
 */
public record Credentials(String accessKeyId, String secretAccessKey) {
  /** Credentials that {@code local-aws serve} prints. */
  public static final Credentials LOCAL =
      new Credentials("AKIALOGPROOFLOCALAWS", "local-aws-accepts-this-secret-access-key");

  @Override
  public String toString() {
    return "Credentials[" + accessKeyId + "]";
  }
}
