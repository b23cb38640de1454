package dev.logproof.aggregator.firehose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.logproof.aggregator.firehose.PutOutcome.Answered;
import dev.logproof.aggregator.firehose.PutOutcome.Invalid;
import dev.logproof.aggregator.firehose.PutOutcome.Unanswered;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Parses every response in the API reference and rejects malformed ones. */
class PutResponseParserTest {
  private static final String TAKEN = "{\"RecordId\":\"" + "x".repeat(200) + "\"}";
  private static final String THROTTLED =
      "{\"ErrorCode\":\"ServiceUnavailableException\",\"ErrorMessage\":\"Slow down.\"}";

  private final ResponseReading responses = new ResponseReading(BatchService.FIREHOSE);

  private static String taken(int records) {
    return IntStream.range(0, records).mapToObj(at -> TAKEN).collect(Collectors.joining(","));
  }

  @Test
  void acceptsAllRecordsWhereverZeroCountStands() throws IOException {
    assertThat(
            responses.outcome(
                200, "{\"FailedPutCount\":0,\"RequestResponses\":[" + taken(500) + "]}", 500))
        .isSameAs(PutOutcome.ALL_ACCEPTED);
    assertThat(
            responses.outcome(
                200, "{\"RequestResponses\":[" + taken(500) + "],\"FailedPutCount\":0}", 500))
        .isSameAs(PutOutcome.ALL_ACCEPTED);
    assertThat(
            responses.outcome(
                200, "{ \"FailedPutCount\" : 0, \"RequestResponses\":[" + taken(2) + "]}", 2))
        .isEqualTo(PutOutcome.ALL_ACCEPTED);
  }

  @Test
  void findsRefusedRecordsByIndex() throws IOException {
    String answer =
        "{\"FailedPutCount\":2,\"Encrypted\":false,\"RequestResponses\":["
            + String.join(",", TAKEN, THROTTLED, TAKEN, THROTTLED)
            + "]}";
    assertThat(responses.outcome(200, answer, 4))
        .isInstanceOfSatisfying(
            Answered.class,
            answered -> {
              assertThat(answered.refused()).containsExactly(1, 3);
              assertThat(answered.reason()).isEqualTo("ServiceUnavailableException: Slow down.");
            });
  }

  /** A count of 10 ends in zero but reports failures. */
  @Test
  void readsCountThatEndsInZero() throws IOException {
    String refused =
        IntStream.range(0, 10).mapToObj(at -> THROTTLED).collect(Collectors.joining(","));
    assertThat(
            responses.outcome(
                200, "{\"FailedPutCount\":10,\"RequestResponses\":[" + refused + "]}", 10))
        .isInstanceOfSatisfying(
            Answered.class, answered -> assertThat(answered.refused()).hasSize(10));
  }

  @Test
  void rejectsResponseForOtherNumberOfRecords() throws IOException {
    assertThat(
            responses.outcome(
                200, "{\"FailedPutCount\":1,\"RequestResponses\":[" + THROTTLED + "]}", 2))
        .isEqualTo(new Unanswered("response for 1 records to a request of 2"));
  }

  /** Trusting either number could lose or duplicate records. */
  @Test
  void rejectsCountThatContradictsEntries() throws IOException {
    assertThat(
            responses.outcome(
                200, "{\"FailedPutCount\":50,\"RequestResponses\":[" + taken(100) + "]}", 100))
        .isEqualTo(new Unanswered("FailedPutCount 50, but 0 entries with an error"));
    assertThat(
            responses.outcome(
                200,
                "{\"FailedPutCount\":0,\"RequestResponses\":[" + taken(2) + "," + THROTTLED + "]}",
                3))
        .isEqualTo(new Unanswered("FailedPutCount 0, but 1 entries with an error"));
    assertThat(responses.outcome(200, "{\"RequestResponses\":[" + taken(2) + "]}", 2))
        .isEqualTo(new Unanswered("no FailedPutCount, but 0 entries with an error"));
    assertThat(
            responses.outcome(
                200, "{\"FailedPutCount\":0,\"RequestResponses\":[" + taken(2) + "]}", 3))
        .isEqualTo(new Unanswered("response for 2 records to a request of 3"));
  }

  @Test
  void findsFailureOfEntryWithMessageOnly() throws IOException {
    String failed = "{\"ErrorMessage\":\"Slow down.\"}";
    assertThat(
            responses.outcome(
                200,
                "{\"FailedPutCount\":1,\"RequestResponses\":[" + TAKEN + "," + failed + "]}",
                2))
        .isInstanceOfSatisfying(
            Answered.class, answered -> assertThat(answered.refused()).containsExactly(1));
  }

  @Test
  void acceptsRecordIdsOfAnyLengthAndOrderOfMembers() throws IOException {
    String ids =
        IntStream.range(0, 300)
            .mapToObj(at -> "{\"RecordId\":\"" + "y".repeat(at % 7) + "\"}")
            .collect(Collectors.joining(","));
    assertThat(
            responses.outcome(
                200,
                "{\"Encrypted\":false,\"FailedPutCount\":0,\"RequestResponses\":[" + ids + "]}",
                300))
        .isSameAs(PutOutcome.ALL_ACCEPTED);
    String reordered = "{\"Other\":{\"RecordId\":\"a\"},\"RecordId\":\"b\"}";
    assertThat(
            responses.outcome(
                200, "{\"FailedPutCount\":0,\"RequestResponses\":[" + reordered + "]}", 1))
        .isEqualTo(PutOutcome.ALL_ACCEPTED);
  }

  @Test
  void classifiesErrorsAsInvalidOrUnanswered() throws IOException {
    assertThat(
            responses.outcome(
                400, "{\"__type\":\"InvalidArgumentException\",\"message\":\"no\"}", 1))
        .isEqualTo(new Invalid("InvalidArgumentException 400: no"));
    assertThat(
            responses.outcome(
                400, "{\"__type\":\"com.x#ResourceNotFoundException\",\"message\":\"no\"}", 1))
        .isEqualTo(new Unanswered("ResourceNotFoundException 400: no"));
    assertThat(
            responses.outcome(
                500, "{\"__type\":\"ServiceUnavailableException\",\"Message\":\"later\"}", 1))
        .isEqualTo(new Unanswered("ServiceUnavailableException 500: later"));
    assertThat(responses.outcome(503, "<html>no JSON</html>", 1))
        .isEqualTo(new Unanswered("HTTP status 503: its body is not JSON"));
    assertThat(responses.outcome(502, "", 1)).isEqualTo(new Unanswered("HTTP status 502: "));
  }

  @Test
  void rejectsResponseAboveLimit() {
    PutResponseParser parser = new PutResponseParser(BatchService.FIREHOSE);
    byte[] endless = new byte[PutResponseParser.MAX_RESPONSE_BYTES + 1];
    assertThatIOException()
        .isThrownBy(() -> parser.append(Unpooled.wrappedBuffer(endless)))
        .withMessageContaining("more than 2097152 bytes");
  }

  @Test
  void rejectsSuccessThatIsNotJson() {
    assertThatIOException().isThrownBy(() -> responses.outcome(200, "{\"FailedPutCount\":1,", 1));
  }
}
