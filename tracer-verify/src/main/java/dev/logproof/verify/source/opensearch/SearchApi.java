package dev.logproof.verify.source.opensearch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.logproof.opensearch.BoundedHttp;
import dev.logproof.opensearch.Login;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;

/**
 * JSON client of OpenSearch that retries transient failures; all calls are safe to repeat.
 * Responses are bounded in size. Confined to one thread.
 */
public final class SearchApi {
  private static final int ATTEMPTS = 4;
  private static final long FIRST_PAUSE_MILLIS = 200;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration TIME_LIMIT = Duration.ofMinutes(2);
  private static final int MAX_RESPONSE_BYTES = 32 << 20;
  private static final int MAX_REASON_CHARS = 300;
  private static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);
  private static final JsonMapper JSON = new JsonMapper();

  private final URI endpoint;
  private final Login login;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();

  /** Creates a client of {@code endpoint}. */
  public SearchApi(URI endpoint, Login login) {
    this.endpoint = endpoint;
    this.login = login;
  }

  /** The requested search context has expired or does not exist. */
  static final class ContextGoneException extends IOException {
    private static final long serialVersionUID = 1L;

    ContextGoneException(String message) {
      super(message);
    }
  }

  /** An index requested by name does not exist. */
  static final class NoIndexException extends IOException {
    private static final long serialVersionUID = 1L;

    NoIndexException(String message) {
      super(message);
    }
  }

  /** A failure that a retry may resolve. */
  private static final class PassingException extends IOException {
    private static final long serialVersionUID = 1L;

    PassingException(String message) {
      super(message);
    }
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /**
   * Sends a request.
   *
   * @throws BoundedHttp.TooLongException if the response exceeds the size limit
   */
  JsonNode call(String method, String path, ObjectNode body)
      throws IOException, InterruptedException {
    long pauseMillis = FIRST_PAUSE_MILLIS;
    for (int attempt = 1; ; attempt++) {
      try {
        return once(method, path, body);
      } catch (PassingException | ConnectException e) {
        if (attempt == ATTEMPTS) {
          throw e instanceof ConnectException ? new IOException("no server responds", e) : e;
        }
      }
      Thread.sleep(pauseMillis);
      pauseMillis *= 2;
    }
  }

  /** Sends a search; fails if a shard failed or the search timed out. */
  JsonNode search(String path, ObjectNode body) throws IOException, InterruptedException {
    JsonNode answer = call("POST", path, body);
    JsonNode shards = answer.path("_shards");
    if (!shards.path("total").isInt() || !answer.path("timed_out").isBoolean()) {
      throw new IOException(
          "its search response lacks the number of shards that responded in time");
    }
    int total = shards.path("total").asInt();
    boolean whole =
        shards.path("successful").asInt() == total
            && shards.path("failed").asInt() == 0
            && !answer.path("timed_out").asBoolean()
            && !answer.path("terminated_early").asBoolean();
    if (!whole) {
      throw new IOException(
          "its search response is incomplete: "
              + shards.path("successful").asInt()
              + " of "
              + total
              + " shards responded"
              + (answer.path("timed_out").asBoolean() ? ", and the search timed out" : ""));
    }
    return answer;
  }

  private JsonNode once(String method, String path, ObjectNode body)
      throws IOException, InterruptedException {
    URI address = URI.create(endpoint.toString().replaceFirst("/+$", "") + path);
    HttpRequest request =
        login
            .authorize(HttpRequest.newBuilder(address))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    HttpResponse<byte[]> answer = BoundedHttp.send(client, request, TIME_LIMIT, MAX_RESPONSE_BYTES);
    if (answer.statusCode() / 100 != 2) {
      throw refusal(answer.statusCode(), new String(answer.body(), UTF_8));
    }
    try {
      return JSON.readTree(answer.body());
    } catch (JacksonException e) {
      throw new IOException("its response is not JSON: is it OpenSearch?", e);
    }
  }

  private IOException refusal(int status, String answer) {
    if (answer.contains("search_context_missing_exception")) {
      return new ContextGoneException("the point in time is gone");
    }
    if (answer.contains("index_not_found_exception")) {
      return new NoIndexException(reason(answer));
    }
    if (status == 401 || status == 403) {
      return new IOException(
          "it refuses access ("
              + status
              + "): "
              + (login.isPresent()
                  ? "the user in " + Login.USER + " lacks the permission, or the password is wrong"
                  : "set " + Login.USER + " and " + Login.PASSWORD));
    }
    String message = "it responds " + status + ": " + reason(answer);
    return PASSING.contains(status) ? new PassingException(message) : new IOException(message);
  }

  private static String reason(String answer) {
    try {
      JsonNode cause = JSON.readTree(answer).path("error").path("root_cause").path(0);
      if (cause.has("reason")) {
        return cause.path("type").asText() + ": " + shortened(cause.path("reason").asText());
      }
    } catch (JacksonException e) {
      // A proxy in front of OpenSearch has its own error format.
    }
    return shortened(answer);
  }

  private static String shortened(String text) {
    return text.length() <= MAX_REASON_CHARS ? text : text.substring(0, MAX_REASON_CHARS) + "...";
  }
}
