package dev.logproof.system.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.logproof.system.support.LocalCloud;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Controls the stand-in's request faults of one kind of service. Calls block. */
final class FaultClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final URI address;

  private FaultClient(LocalCloud cloud, String variable) {
    this.address = URI.create(cloud.environment().get(variable));
  }

  /** Faults of Firehose and Kinesis. */
  static FaultClient ofStreams(LocalCloud cloud) {
    return new FaultClient(cloud, "LOGPROOF_REQUEST_FAULTS");
  }

  /** Faults of requests that write to S3. */
  static FaultClient ofS3(LocalCloud cloud) {
    return new FaultClient(cloud, "LOGPROOF_S3_FAULTS");
  }

  /** Resets the counters; {@code plan} is JSON with apostrophes as quotes. */
  void begin(String plan) throws IOException {
    send("PUT", plan.replace('\'', '"'));
  }

  /** Counters remain. */
  void end() throws IOException {
    send("DELETE", "");
  }

  /**
   * Counters since the last plan began.
   *
   * @param strikes calls and connections affected
   * @param ambiguousRecords accepted without the sender receiving the response
   * @param ambiguousRecordsInAll of all plans
   */
  record Done(boolean active, long strikes, long ambiguousRecords, long ambiguousRecordsInAll) {}

  Done done() throws IOException {
    JsonNode report = send("GET", "");
    return new Done(
        report.path("active").asBoolean(),
        report.path("faultyCalls").asLong() + report.path("cutConnections").asLong(),
        report.path("ambiguousRecords").asLong(),
        report.path("ambiguousRecordsInAll").asLong());
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
