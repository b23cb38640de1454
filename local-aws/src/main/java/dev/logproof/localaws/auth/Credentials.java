package dev.logproof.localaws.auth;

/**
 * The one pair of keys that local-aws knows. Fixed, so that a restart on the same ports goes
 * unnoticed by clients; no secret, since only this machine's stand-in accepts it.
 */
public record Credentials(String accessKeyId, String secretAccessKey) {
  /** What {@code local-aws serve} prints. */
  public static final Credentials LOCAL =
      new Credentials("AKIALOGPROOFLOCALAWS", "local-aws-accepts-this-secret-access-key");

  @Override
  public String toString() {
    return "Credentials[" + accessKeyId + "]";
  }
}
