package dev.logproof.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Tells the stand-in what goes wrong with requests, and hears what that did. Calls block. */
final class FaultClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final URI address;

  /** Talks to the address that local-aws prints as LOGPROOF_REQUEST_FAULTS. */
  FaultClient(LocalCloud cloud) {
    this.address = URI.create(cloud.environment().get("LOGPROOF_REQUEST_FAULTS"));
  }

  /** Begins {@code plan}, JSON with apostrophes for quotes; counts start over. */
  void begin(String plan) throws IOException {
    send("PUT", plan.replace('\'', '"'));
  }

  /** Nothing goes wrong any more; counts stay. */
  void end() throws IOException {
    send("DELETE", "");
  }

  /**
   * What was done since the last plan began.
   *
   * @param active whether it is still carried out
   * @param strikes calls and connections that something was done to
   * @param ambiguousRecords accepted, but their sender was left in doubt
   */
  record Done(boolean active, long strikes, long ambiguousRecords) {}

  /** What was done since the last plan began. */
  Done done() throws IOException {
    JsonNode report = send("GET", "");
    return new Done(
        report.path("active").asBoolean(),
        report.path("faultyCalls").asLong() + report.path("cutConnections").asLong(),
        report.path("ambiguousRecords").asLong());
  }

  private JsonNode send(String method, String body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(TIMEOUT)
            .method(method, BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = exchange(request);
    if (answer.statusCode() != 200) {
      throw new IOException(method + " " + address + ": " + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  private HttpResponse<String> exchange(HttpRequest request) throws IOException {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
