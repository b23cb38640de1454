package dev.logproof.localaws;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A response that a reset discards after it was written leaves its records ambiguous. */
@Timeout(60)
class LostResponseTest extends LocalAwsTest {
  private static final int RECORDS = 500;

  /** The response, of some 24 kB, does not fit. */
  private static final int RECEIVE_BUFFER_BYTES = 1024;

  private Socket put() throws IOException {
    URI endpoint = URI.create(running.aws.environment().get("AWS_ENDPOINT_URL_FIREHOSE") + "/");
    String records = String.join(",", Collections.nCopies(RECORDS, "{\"Data\":\"YQo=\"}"));
    String body = "{\"DeliveryStreamName\":\"s3-delivery-stream\",\"Records\":[" + records + "]}";
    Map<String, List<String>> headers =
        new SignedRequests(endpoint, "firehose", "Firehose_20150804.")
            .signed("PutRecordBatch", body, BodyPublishers.noBody(), Clock.systemUTC())
            .build()
            .headers()
            .map();
    StringBuilder request = new StringBuilder("POST / HTTP/1.1\r\n");
    request.append("Host: ").append(endpoint.getAuthority()).append("\r\n");
    headers.forEach(
        (name, values) -> request.append(name).append(": ").append(values.get(0)).append("\r\n"));
    request.append("Content-Length: ").append(body.length()).append("\r\n\r\n").append(body);
    Socket client = new Socket();
    client.setReceiveBufferSize(RECEIVE_BUFFER_BYTES);
    client.connect(new InetSocketAddress(endpoint.getHost(), endpoint.getPort()));
    client.getOutputStream().write(request.toString().getBytes(US_ASCII));
    return client;
  }

  private void cut() throws Exception {
    running.requestFaults("PUT", "{\"fault\":\"outage\",\"how\":\"reset\"}");
    running.requestFaults("DELETE", "");
  }

  private static void assertReset(Socket client) {
    assertThatThrownBy(() -> client.getInputStream().readAllBytes())
        .isInstanceOf(SocketException.class);
  }

  private int ambiguousRecords() throws Exception {
    String report = running.requestFaults("GET", "").body();
    return new ObjectMapper().readTree(report).path("ambiguousRecordsInAll").asInt();
  }

  @Test
  void countsRecordsOfResponseThatClientHasNotReceived() throws Exception {
    try (Socket client = put()) {
      awaitAccepted();
      cut();
      // Reading before the reset would receive the response.
      await().untilAsserted(() -> assertThat(ambiguousRecords()).isEqualTo(RECORDS));
      assertReset(client);
    }
  }

  @Test
  void countsNothingOfResponseThatClientHasReceived() throws Exception {
    try (Socket client = put()) {
      awaitAccepted();
      readResponse(client.getInputStream());
      cut();
      assertReset(client);
      assertThat(ambiguousRecords()).isZero();
    }
  }

  private void awaitAccepted() {
    while (running.aws.accounting().acceptedRecords() < RECORDS) {
      Thread.onSpinWait();
    }
  }

  private static void readResponse(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    while (!text.toString().endsWith("]}")) {
      int next = in.read();
      assertThat(next).isNotNegative();
      text.append((char) next);
    }
  }
}
