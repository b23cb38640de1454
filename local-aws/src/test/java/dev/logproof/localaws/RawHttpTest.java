package dev.logproof.localaws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Verifies requests that no SDK sends. */
class RawHttpTest extends LocalAwsTest {
  private static final String PUT =
      "{\"Ignored\":{\"a\":[1]},\"Record\":{\"Data\":\"YQo=\"},"
          + "\"DeliveryStreamName\":\"s3-delivery-stream\"}";
  private static final Duration WAIT = Duration.ofSeconds(30);
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Test
  void acceptsChunkedBodiesAndExpectContinue() throws Exception {
    BodyPublisher chunked =
        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(PUT.getBytes(UTF_8)));
    HttpResponse<String> answer = send(signed("PutRecord", PUT, chunked));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("x-amzn-RequestId")).isPresent();
    assertThat(answer.headers().firstValue("Date").orElseThrow()).endsWith(" GMT");

    HttpRequest.Builder expecting = signed("PutRecord", PUT, BodyPublishers.ofString(PUT));
    assertThat(send(expecting.expectContinue(true)).statusCode()).isEqualTo(200);
    assertThat(running.aws.accounting().acceptedRecords()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PutRecordBatch | {\"Records\":[                                | SerializationException",
        "PutRecordBatch | []                                            | SerializationException",
        "PutRecordBatch | {} trailing                                   | SerializationException",
        "PutRecordBatch | {\"Records\":[{\"Data\":\"*\"}]}              | SerializationException",
        "PutRecordBatch | {\"Records\":[{\"Data\":7}]}                  | SerializationException",
        "PutRecordBatch | {\"Records\":\"x\"}                           | SerializationException",
        "PutRecordBatch | {\"DeliveryStreamName\":1}                    | SerializationException",
        "PutRecordBatch | {\"Records\":[{\"Data\":\"\"}]}               | ValidationException",
        "PutRecordBatch | {\"DeliveryStreamName\":\"s3-delivery-stream\"} | ValidationException",
        "PutRecord | {\"DeliveryStreamName\":\"a\",\"Record\":{}}       | ValidationException",
        "DescribeDeliveryStream | {\"DeliveryStreamName\":[]}           | SerializationException",
        "DescribeDeliveryStream | {                                     | SerializationException",
        "UpdateDestination | {}                                         | UnknownOperationException",
      })
  void rejectsBodyThatDoesNotFitOperation(String operation, String body, String type)
      throws Exception {
    HttpResponse<String> answer = send(signed(operation, body, BodyPublishers.ofString(body)));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).startsWith("{\"__type\":\"" + type + "\",\"message\":\"");
    assertThat(running.aws.accounting().acceptedRecords()).isZero();
  }

  @Test
  void rejectsRequestWithoutSignature() throws Exception {
    assertThat(send(unsigned()).body()).contains("\"MissingAuthenticationTokenException\"");
    assertThat(send(unsigned().header("Authorization", "Basic abc")).body())
        .contains("\"IncompleteSignatureException\"");
    assertThat(send(unsigned().header("Authorization", "AWS4-HMAC-SHA256 Credential=a/b/c")).body())
        .contains("\"IncompleteSignatureException\"");
    String withoutHost =
        "AWS4-HMAC-SHA256 Credential=a/20260101/eu-west-1/firehose/aws4_request,"
            + " SignedHeaders=x-amz-date, Signature=00";
    assertThat(send(unsigned().header("Authorization", withoutHost)).body())
        .contains("\"IncompleteSignatureException\"", "must be a 'SignedHeader'");
  }

  @Test
  void rejectsSignatureOfOtherBodyOrTime() throws Exception {
    String other = PUT.replace("YQo=", "Ygo=");
    assertThat(send(signed("PutRecord", PUT, BodyPublishers.ofString(other))).body())
        .contains("\"InvalidSignatureException\"");

    Clock late = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(6));
    assertThat(send(signed("PutRecord", PUT, BodyPublishers.ofString(PUT), late)).body())
        .contains("\"InvalidSignatureException\"")
        .contains("not within 5 min");
  }

  @Test
  void rejectsAnnouncedBodyAboveLimit() throws Exception {
    try (Socket socket = new Socket(endpoint().getHost(), endpoint().getPort())) {
      socket.setSoTimeout((int) WAIT.toMillis());
      String head = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 8388609\r\n";
      socket.getOutputStream().write((head + "Expect: 100-continue\r\n\r\n").getBytes(UTF_8));

      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);

      assertThat(answer)
          .startsWith("HTTP/1.1 413 ")
          .contains("\"RequestEntityTooLargeException\"")
          .contains("exceeds 8388608 bytes");
    }
  }

  private HttpRequest.Builder unsigned() {
    return HttpRequest.newBuilder(endpoint()).POST(BodyPublishers.ofString(PUT));
  }

  private URI endpoint() {
    return URI.create(running.aws.environment().get("AWS_ENDPOINT_URL_FIREHOSE") + "/");
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.timeout(WAIT).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder signed(String operation, String body, BodyPublisher sent) {
    return signed(operation, body, sent, Clock.systemUTC());
  }

  /** Signs {@code body} but sends {@code sent}. */
  private HttpRequest.Builder signed(
      String operation, String body, BodyPublisher sent, Clock clock) {
    return new SignedRequests(endpoint(), "firehose", "Firehose_20150804.")
        .signed(operation, body, sent, clock);
  }
}
