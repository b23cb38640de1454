package dev.logproof.opensearch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Credentials for basic authentication, never exposed by {@code toString}. Immutable. */
public final class Login {
  public static final String USER = "LOGPROOF_OPENSEARCH_USER";

  public static final String PASSWORD = "LOGPROOF_OPENSEARCH_PASSWORD";

  private final String header;

  private Login(String header) {
    this.header = header;
  }

  /** Reads the login; empty when no user is set. */
  public static Optional<Login> from(Map<String, String> environment) {
    return Optional.ofNullable(environment.get(USER))
        .map(user -> of(user, environment.getOrDefault(PASSWORD, "")));
  }

  /** Creates a login. */
  public static Login of(String user, String password) {
    String both = user + ":" + password;
    return new Login("Basic " + Base64.getEncoder().encodeToString(both.getBytes(UTF_8)));
  }

  /** Value of the Authorization header. */
  public String header() {
    return header;
  }

  @Override
  public String toString() {
    return "(not shown)";
  }
}
