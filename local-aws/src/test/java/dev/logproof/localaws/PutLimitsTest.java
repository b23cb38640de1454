package dev.logproof.localaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.logproof.commandline.ByteRate;
import dev.logproof.localaws.delivery.Compression;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.firehose.model.FirehoseException;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchResponse;
import software.amazon.awssdk.services.firehose.model.Record;

/** Verifies Firehose's limits at their boundaries with AWS's client. */
class PutLimitsTest extends LocalAwsTest {
  private static final String STREAM = "s3-delivery-stream";

  /** A quarter of 4 MiB of base64, exactly. */
  private static final int QUARTER_BYTES = 786_432;

  @Test
  void rejectsMoreThanFiveHundredRecords() {
    assertThat(put(Collections.nCopies(500, record(1))).failedPutCount()).isZero();

    FirehoseException error = refused(Collections.nCopies(501, record(1)));
    assertThat(error.statusCode()).isEqualTo(400);
    assertThat(error.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
    assertThat(error).hasMessageContaining("have length less than or equal to 500");
  }

  @Test
  void rejectsRequestWithoutRecords() {
    FirehoseException error = refused(List.of());
    assertThat(error.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
    assertThat(error).hasMessageContaining("have length greater than or equal to 1");
  }

  @Test
  void rejectsMoreThanFourMebibytes() {
    List<Record> quarters = Collections.nCopies(4, record(QUARTER_BYTES));
    assertThat(put(quarters).failedPutCount()).isZero();

    List<Record> more =
        List.of(quarters.get(0), quarters.get(1), quarters.get(2), record(QUARTER_BYTES + 1));
    FirehoseException error = refused(more);
    assertThat(error.statusCode()).isEqualTo(400);
    assertThat(error.awsErrorDetails().errorCode()).isEqualTo("InvalidArgumentException");
    assertThat(error).hasMessageContaining("Records size exceeds 4 MB limit");
  }

  @Test
  void rejectsRecordAbove1024000Bytes() {
    assertThat(put(List.of(record(1), record(1_024_000))).failedPutCount()).isZero();

    FirehoseException error = refused(List.of(record(1), record(1_024_001)));
    assertThat(error.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
    assertThat(error)
        .hasMessageContaining("'records.2.member.data'")
        .hasMessageContaining("have length less than or equal to 1024000");
  }

  @Test
  void storesNothingOfRejectedRequest() {
    refused(List.of(record(1), record(1_024_001)));
    refused(Collections.nCopies(501, record(1)));
    FirehoseException unknown =
        catchThrowableOfType(
            FirehoseException.class,
            () -> running.firehose.putRecord(it -> it.deliveryStreamName("x").record(record(1))));

    assertThat(unknown.awsErrorDetails().errorCode()).isEqualTo("ResourceNotFoundException");
    assertThat(unknown).hasMessageContaining("Firehose x under account 000000000000 not found");
    assertThat(running.aws.accounting().acceptedRecords()).isZero();
  }

  @Test
  void failsSingleRecordsAboveQuotaUntilTimePasses() throws Exception {
    try (RunningLocalAws limited =
        new RunningLocalAws(
            directory, Compression.GZIP, new QuotaChoice.Bytes(ByteRate.parse("1MiB/s")))) {
      List<Record> records = IntStream.range(0, 100).mapToObj(i -> record(20 << 10)).toList();
      PutRecordBatchResponse answer =
          limited.firehose.putRecordBatch(it -> it.deliveryStreamName(STREAM).records(records));

      assertThat(answer.failedPutCount()).isEqualTo(100 - 51);
      assertThat(answer.requestResponses().get(50).recordId()).isNotNull();
      assertThat(answer.requestResponses().get(51).errorCode())
          .isEqualTo("ServiceUnavailableException");
      assertThat(answer.requestResponses().get(51).errorMessage()).isEqualTo("Slow down.");

      FirehoseException one =
          catchThrowableOfType(
              FirehoseException.class,
              () ->
                  limited.firehose.putRecord(
                      it -> it.deliveryStreamName(STREAM).record(record(20 << 10))));
      assertThat(one.statusCode()).isEqualTo(500);
      assertThat(one.awsErrorDetails().errorCode()).isEqualTo("ServiceUnavailableException");

      limited.clock.pass(Duration.ofSeconds(1));
      assertThat(
              limited
                  .firehose
                  .putRecordBatch(it -> it.deliveryStreamName(STREAM).records(records))
                  .failedPutCount())
          .isEqualTo(100 - 51);
    }
  }

  private PutRecordBatchResponse put(List<Record> records) {
    return running.firehose.putRecordBatch(it -> it.deliveryStreamName(STREAM).records(records));
  }

  private FirehoseException refused(List<Record> records) {
    return catchThrowableOfType(FirehoseException.class, () -> put(records));
  }

  private static Record record(int bytes) {
    return Record.builder().data(SdkBytes.fromByteArray(new byte[bytes])).build();
  }
}
