package dev.logproof.localaws.opensearch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** A user and a password, which are never shown. Immutable. */
public final class Login {
  private static final String USER = "LOGPROOF_OPENSEARCH_USER";
  private static final String PASSWORD = "LOGPROOF_OPENSEARCH_PASSWORD";

  private final String header;

  private Login(String header) {
    this.header = header;
  }

  /** What {@code environment} says; nothing when it names no user. */
  public static Optional<Login> from(Map<String, String> environment) {
    return Optional.ofNullable(environment.get(USER))
        .map(user -> of(user, environment.getOrDefault(PASSWORD, "")));
  }

  /** Basic authentication. */
  public static Login of(String user, String password) {
    String both = user + ":" + password;
    return new Login("Basic " + Base64.getEncoder().encodeToString(both.getBytes(UTF_8)));
  }

  /** The value of the Authorization header. */
  String header() {
    return header;
  }

  @Override
  public String toString() {
    return "(not shown)";
  }
}
