package dev.logproof.pem;

/** Passphrase of a private key, never exposed by {@code toString}. Immutable. */
public final class Passphrase {
  private final String setting;
  private final String text;
  private final boolean given;

  private Passphrase(String setting, String text, boolean given) {
    this.setting = setting;
    this.text = text;
    this.given = given;
  }

  /** A passphrase; {@code setting} is its name for the user. */
  public static Passphrase of(String setting, String text) {
    return new Passphrase(setting, text, true);
  }

  /** No passphrase; an encrypted key cannot be read. */
  public static Passphrase none(String setting) {
    return new Passphrase(setting, "", false);
  }

  boolean isPresent() {
    return given;
  }

  char[] characters() {
    return text.toCharArray();
  }

  String setting() {
    return setting;
  }

  @Override
  public String toString() {
    return setting + " (not shown)";
  }
}
