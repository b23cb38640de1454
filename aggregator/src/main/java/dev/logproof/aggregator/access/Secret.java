package dev.logproof.aggregator.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;

/** Text that is never printed and is compared in constant time. Immutable. */
public final class Secret {
  /** A secret that is not given; unlike one that is given and empty. */
  public static final Secret NONE = new Secret("", false);

  private final String text;
  private final boolean given;

  private Secret(String text, boolean given) {
    this.text = text;
    this.given = given;
  }

  /** Wraps {@code text}. */
  public static Secret of(String text) {
    return new Secret(text, true);
  }

  /** Returns false for {@link #NONE}. */
  public boolean isGiven() {
    return given;
  }

  /** Returns the text, for a digest or a key store. */
  public String reveal() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret
        && MessageDigest.isEqual(text.getBytes(UTF_8), secret.text.getBytes(UTF_8));
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
