package dev.logproof.experiment.task;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;

/** Reads a task's health check and pending events. Confined to the main thread. */
public final class TaskHttp {
  /** The article's container health check. */
  private static final String HEALTH = "/healthcheck?json=%7B%22log%22%3A+%22health+check%22%7D";

  private static final String PENDING = "logproof_pending_events ";
  private static final Duration LIMIT = Duration.ofSeconds(2);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LIMIT).build();

  /** Whether the health check returns 200. */
  public boolean healthy(Addresses task) throws InterruptedException {
    try {
      return get("http://" + task.http() + HEALTH).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** Number of events held; empty when not reported. */
  public OptionalLong pendingEvents(Addresses task) throws InterruptedException {
    if (task.metrics().isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      return get("http://" + task.metrics() + "/metrics")
          .body()
          .lines()
          .filter(line -> line.startsWith(PENDING))
          .mapToLong(line -> (long) Double.parseDouble(line.substring(PENDING.length())))
          .findFirst();
    } catch (IOException | NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  private HttpResponse<String> get(String uri) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(uri)).timeout(LIMIT).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }
}
