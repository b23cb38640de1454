package dev.logproof.localaws.auth;

/** A rejected signature, with AWS's error name. Has no stack trace. */
public final class SignatureException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String type;

  SignatureException(String type, String message) {
    super(message, null, false, false);
    this.type = type;
  }

  /** Returns AWS's error name. */
  public String type() {
    return type;
  }
}
