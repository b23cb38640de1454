package dev.logproof.verify.calibrate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.logproof.record.tracer.Tracer;
import dev.logproof.record.tracer.TracerCursor;
import dev.logproof.record.tracer.TracerText;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Client of local-aws's fault interface. Thread-safe; calls block. */
final class FaultsClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final String streams;

  /** Takes the URL that local-aws prints as LOGPROOF_FAULTS. */
  FaultsClient(String streams) {
    this.streams = streams;
  }

  /**
   * Counters of a stream.
   *
   * @param accepted copies that were or will be stored
   * @param pending those not yet in S3
   */
  record StreamCounters(long accepted, long pending, JsonNode done) {
    long received() {
      return accepted + done.path("lost").size() - done.path("duplicated").size();
    }

    GroundTruth truth(long attempted) {
      return new GroundTruth(
          attempted,
          tracers(done.path("lost")),
          tracers(done.path("duplicated")),
          tracers(done.path("corrupted")),
          done.path("late").size());
    }
  }

  /** Plans faults for the next {@code among} records. */
  void plant(String stream, CalibrationCase given, int among, long lateMillis)
      throws IOException, InterruptedException {
    ObjectNode plan = JSON.createObjectNode();
    plan.put("seed", given.seed());
    plan.put("among", among);
    plan.put("lose", given.lose());
    plan.put("duplicate", given.duplicate());
    plan.put("corrupt", given.corrupt());
    plan.put("late", given.late());
    plan.put("lateMillis", lateMillis);
    plan.put("reorder", given.reorder());
    plan.put("within", TracerText.MARKER);
    send(request(stream).PUT(HttpRequest.BodyPublishers.ofString(plan.toString())));
  }

  StreamCounters counters(String stream) throws IOException, InterruptedException {
    JsonNode done = send(request(stream).GET());
    return new StreamCounters(done.path("accepted").asLong(), done.path("pending").asLong(), done);
  }

  private HttpRequest.Builder request(String stream) {
    return HttpRequest.newBuilder(URI.create(streams + stream)).timeout(TIMEOUT);
  }

  private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException("local-aws responded " + response.body());
    }
    return JSON.readTree(response.body());
  }

  private static List<Tracer> tracers(JsonNode records) {
    List<Tracer> tracers = new ArrayList<>();
    TracerCursor cursor = new TracerCursor();
    for (JsonNode record : records) {
      byte[] line = record.asText().getBytes(ISO_8859_1);
      int marker = record.asText().indexOf(TracerText.MARKER);
      if (marker < 0 || !cursor.read(line, marker, line.length)) {
        throw new IllegalStateException("a record without a tracer: " + record.asText());
      }
      tracers.add(cursor.tracer());
    }
    return tracers;
  }
}
