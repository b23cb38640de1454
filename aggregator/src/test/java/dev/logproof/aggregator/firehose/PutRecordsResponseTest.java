package dev.logproof.aggregator.firehose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.firehose.PutOutcome.Answered;
import dev.logproof.aggregator.firehose.PutOutcome.Invalid;
import dev.logproof.aggregator.firehose.PutOutcome.Unanswered;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Responses of PutRecords are read by its API reference. */
class PutRecordsResponseTest {
  private static final String TAKEN =
      "{\"SequenceNumber\":\"49650000\",\"ShardId\":\"shardId-000000000001\"}";
  private static final String THROTTLED =
      "{\"ErrorCode\":\"ProvisionedThroughputExceededException\",\"ErrorMessage\":\"Rate\"}";
  private static final String BROKEN =
      "{\"ErrorCode\":\"InternalFailure\",\"ErrorMessage\":\"Internal service failure.\"}";

  private final ResponseReading responses = new ResponseReading(BatchService.KINESIS);

  private static String response(String count, String... records) {
    return "{%s\"EncryptionType\":\"NONE\",\"Records\":[%s]}"
        .formatted(count, String.join(",", records));
  }

  @Test
  void acceptsAllRecords() throws IOException {
    assertThat(responses.outcome(200, response("\"FailedRecordCount\":0,", TAKEN, TAKEN), 2))
        .isEqualTo(PutOutcome.ALL_ACCEPTED);
  }

  @Test
  void findsFailedRecordsByIndex() throws IOException {
    assertThat(
            responses.outcome(
                200, response("\"FailedRecordCount\":2,", TAKEN, THROTTLED, TAKEN, BROKEN), 4))
        .isInstanceOfSatisfying(
            Answered.class,
            answered -> {
              assertThat(answered.refused()).containsExactly(1, 3);
              assertThat(answered.reason())
                  .isEqualTo("ProvisionedThroughputExceededException: Rate");
            });
  }

  /** Trusting either number could lose or duplicate records. */
  @Test
  void booksNothingIfCountContradictsEntries() throws IOException {
    assertThat(responses.outcome(200, response("\"FailedRecordCount\":1,", TAKEN, TAKEN), 2))
        .isEqualTo(new Unanswered("FailedRecordCount 1, but 0 entries with an error"));
    assertThat(responses.outcome(200, response("\"FailedRecordCount\":0,", TAKEN, THROTTLED), 2))
        .isEqualTo(new Unanswered("FailedRecordCount 0, but 1 entries with an error"));
    assertThat(responses.outcome(200, response("", TAKEN, TAKEN), 2))
        .isEqualTo(new Unanswered("no FailedRecordCount, but 0 entries with an error"));
    assertThat(responses.outcome(200, response("\"FailedPutCount\":0,", TAKEN), 1))
        .isEqualTo(new Unanswered("no FailedRecordCount, but 0 entries with an error"));
    assertThat(responses.outcome(200, response("\"FailedRecordCount\":0,", TAKEN), 2))
        .isEqualTo(new Unanswered("response for 1 records to a request of 2"));
  }

  @Test
  void tellsErrorsForGoodFromOthers() throws IOException {
    assertThat(responses.outcome(400, "{\"__type\":\"ProvisionedThroughputExceededException\"}", 1))
        .isInstanceOf(Unanswered.class);
    assertThat(
            responses.outcome(
                400, "{\"__type\":\"ResourceNotFoundException\",\"message\":\"none\"}", 1))
        .isInstanceOf(Unanswered.class);
    assertThat(responses.outcome(500, "{\"__type\":\"InternalFailure\"}", 1))
        .isInstanceOf(Unanswered.class);
    assertThat(
            responses.outcome(400, "{\"__type\":\"ValidationException\",\"message\":\"key\"}", 1))
        .isEqualTo(new Invalid("ValidationException 400: key"));
  }
}
