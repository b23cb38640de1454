package dev.logproof.aggregator.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;

/** Text that is never printed and is compared in constant time. Immutable. */
public final class Secret {
  /** A secret that is not given; unlike one that is given and empty. */
  public static final Secret NONE = new Secret("");

  private final String text;

  private Secret(String text) {
    this.text = text;
  }

  /** Wraps {@code text}. */
  public static Secret of(String text) {
    return new Secret(text);
  }

  /** Returns false for {@link #NONE}. */
  public boolean isGiven() {
    return this != NONE;
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
