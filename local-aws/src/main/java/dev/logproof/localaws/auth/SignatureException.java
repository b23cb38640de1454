package dev.logproof.localaws.auth;

/** Says why a request's signature is not accepted, by AWS's name for it. Without a stack trace. */
public final class SignatureException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String type;

  SignatureException(String type, String message) {
    super(message, null, false, false);
    this.type = type;
  }

  /** AWS's name, such as {@code InvalidSignatureException}. */
  public String type() {
    return type;
  }
}
