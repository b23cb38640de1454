package dev.logproof.verify.source.opensearch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** User and password, read from the environment only and never printed. Immutable. */
public final class Login {
  static final String USER = "LOGPROOF_OPENSEARCH_USER";
  static final String PASSWORD = "LOGPROOF_OPENSEARCH_PASSWORD";

  private final String header;

  private Login(String header) {
    this.header = header;
  }

  /** Reads the login from {@code environment}; empty if no user is set. */
  public static Optional<Login> from(Map<String, String> environment) {
    return Optional.ofNullable(environment.get(USER))
        .map(user -> user + ":" + environment.getOrDefault(PASSWORD, ""))
        .map(both -> Base64.getEncoder().encodeToString(both.getBytes(UTF_8)))
        .map(base64 -> new Login("Basic " + base64));
  }

  /** Value of the Authorization header. */
  String header() {
    return header;
  }

  @Override
  public String toString() {
    return "(not shown)";
  }
}
