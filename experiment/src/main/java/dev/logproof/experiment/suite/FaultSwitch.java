package dev.logproof.experiment.suite;

import dev.logproof.experiment.process.StepFailedException;
import dev.logproof.record.result.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Begins and ends request faults of local-aws. Confined to the main thread. */
final class FaultSwitch {
  private static final String VARIABLE = "LOGPROOF_REQUEST_FAULTS";
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final URI address;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT).build();

  private FaultSwitch(URI address) {
    this.address = address;
  }

  /** Counters of local-aws since the fault began. */
  record Report(long faultyCalls, long refusedRecords, long ambiguousCalls, long cutConnections) {
    boolean showsFault() {
      return faultyCalls + refusedRecords + ambiguousCalls + cutConnections > 0;
    }
  }

  static FaultSwitch of(Map<String, String> exports) throws StepFailedException {
    String address = exports.getOrDefault(VARIABLE, "");
    if (address.isEmpty()) {
      throw new StepFailedException("faults need local-aws: " + VARIABLE + " is not known");
    }
    return new FaultSwitch(URI.create(address));
  }

  void begin(String plan) throws StepFailedException, IOException, InterruptedException {
    send(HttpRequest.newBuilder(address).PUT(HttpRequest.BodyPublishers.ofString(plan)));
  }

  /** Returns whether the fault affected any call. */
  boolean end() throws StepFailedException, IOException, InterruptedException {
    return Json.parse(send(HttpRequest.newBuilder(address).DELETE()), Report.class).showsFault();
  }

  private String send(HttpRequest.Builder request)
      throws StepFailedException, IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(
            request.timeout(LIMIT).build(),
            HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    if (response.statusCode() != 200) {
      throw new StepFailedException("local-aws refused a fault: " + response.body());
    }
    return response.body();
  }
}
