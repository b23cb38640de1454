package dev.logproof.opensearch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.http.HttpRequest;
import java.util.Base64;
import java.util.Map;

/** Credentials for basic authentication, never exposed by {@code toString}. Immutable. */
public final class Login {
  public static final String USER = "LOGPROOF_OPENSEARCH_USER";

  public static final String PASSWORD = "LOGPROOF_OPENSEARCH_PASSWORD";

  /** No credentials. */
  public static final Login NONE = new Login("");

  private final String header;

  private Login(String header) {
    this.header = header;
  }

  /** Reads the login; {@link #NONE} when no user is set. */
  public static Login from(Map<String, String> environment) {
    return environment.containsKey(USER)
        ? of(environment.get(USER), environment.getOrDefault(PASSWORD, ""))
        : NONE;
  }

  /** Creates a login. */
  public static Login of(String user, String password) {
    String both = user + ":" + password;
    return new Login("Basic " + Base64.getEncoder().encodeToString(both.getBytes(UTF_8)));
  }

  /** Whether there are credentials. */
  public boolean isPresent() {
    return !header.isEmpty();
  }

  /** Sets the Authorization header if there are credentials. */
  public HttpRequest.Builder authorize(HttpRequest.Builder request) {
    return isPresent() ? request.header("Authorization", header) : request;
  }

  @Override
  public String toString() {
    return "(not shown)";
  }
}
