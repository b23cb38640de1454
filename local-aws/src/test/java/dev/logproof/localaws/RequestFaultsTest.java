package dev.logproof.localaws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.firehose.model.FirehoseException;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchResponse;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchResponseEntry;
import software.amazon.awssdk.services.firehose.model.Record;

/** Verifies request faults and their counters with AWS's client. */
class RequestFaultsTest extends LocalAwsTest {
  private static final String STREAM = "s3-delivery-stream";
  private static final int RECORDS = 100;

  private void begin(String plan) throws Exception {
    HttpResponse<String> answer = running.requestFaults("PUT", plan);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private JsonNode report() throws Exception {
    return new ObjectMapper().readTree(running.requestFaults("GET", "").body());
  }

  private PutRecordBatchResponse put() {
    Record record = Record.builder().data(SdkBytes.fromString("line\n", UTF_8)).build();
    List<Record> records = Collections.nCopies(RECORDS, record);
    return running.firehose.putRecordBatch(it -> it.deliveryStreamName(STREAM).records(records));
  }

  private long accepted() {
    return running.aws.accounting().acceptedRecords();
  }

  @ParameterizedTest
  @CsvSource({
    "ResourceNotFoundException, 400",
    "InvalidArgumentException, 400",
    "InvalidKMSResourceException, 400",
    "InvalidSourceException, 400",
    "ServiceUnavailableException, 500",
    "InternalFailure, 500"
  })
  void sendsErrorOfCallAsAwsDoes(String code, int status) throws Exception {
    begin("{'fault':'error','code':'%s'}".formatted(code).replace('\'', '"'));
    FirehoseException error = catchThrowableOfType(FirehoseException.class, this::put);
    assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code);
    assertThat(error.statusCode()).isEqualTo(status);
    assertThat(accepted()).isZero();
    assertThat(report().path("refusedRecords").asInt()).isEqualTo(RECORDS);
    assertThat(report().path("ambiguousRecords").asInt()).isZero();
  }

  @Test
  void affectsOnlyNamedStream() throws Exception {
    begin("{\"fault\":\"throttle\",\"stream\":\"another\"}");
    assertThat(put().failedPutCount()).isZero();
    assertThat(report().path("faultyCalls").asInt()).isZero();
    begin("{\"fault\":\"throttle\",\"stream\":\"" + STREAM + "\"}");
    assertThat(catchThrowableOfType(FirehoseException.class, this::put)).isNotNull();
    assertThat(report().path("faultyCalls").asInt()).isEqualTo(1);
  }

  @Test
  void endsThrottlingAfterItsDuration() throws Exception {
    begin("{\"fault\":\"throttle\",\"forMillis\":60000}");
    running.clock.pass(Duration.ofMillis(59_999));
    FirehoseException error = catchThrowableOfType(FirehoseException.class, this::put);
    assertThat(error.awsErrorDetails().errorCode()).isEqualTo("ServiceUnavailableException");
    running.clock.pass(Duration.ofMillis(1));
    assertThat(put().failedPutCount()).isZero();
    assertThat(report().path("active").asBoolean()).isFalse();
  }

  @Test
  void choosesShareOfCallsBySeed() throws Exception {
    String plan = "{\"fault\":\"throttle\",\"share\":0.3,\"seed\":%d}";
    Set<Integer> first = throttledCalls(plan.formatted(5));
    assertThat(first).hasSizeBetween(5, 30).isEqualTo(throttledCalls(plan.formatted(5)));
    assertThat(throttledCalls(plan.formatted(6))).isNotEqualTo(first);
  }

  private Set<Integer> throttledCalls(String plan) throws Exception {
    begin(plan);
    Set<Integer> throttled = new HashSet<>();
    for (int call = 0; call < 60; call++) {
      try {
        put();
      } catch (FirehoseException e) {
        throttled.add(call);
      }
    }
    assertThat(report().path("faultyCalls").asInt()).isEqualTo(throttled.size());
    return throttled;
  }

  @Test
  void failsSingleRecordsWithBothCodes() throws Exception {
    begin("{\"fault\":\"partial\",\"records\":0.3,\"seed\":7}");
    PutRecordBatchResponse answer = put();
    assertThat(answer.failedPutCount()).isBetween(10, 60);
    assertThat(accepted()).isEqualTo(RECORDS - answer.failedPutCount());
    Set<String> codes =
        answer.requestResponses().stream()
            .filter(entry -> entry.recordId() == null)
            .map(PutRecordBatchResponseEntry::errorCode)
            .collect(Collectors.toSet());
    assertThat(codes).containsExactlyInAnyOrder("ServiceUnavailableException", "InternalFailure");
    assertThat(report().path("refusedRecords").asInt()).isEqualTo(answer.failedPutCount());
  }

  @ParameterizedTest
  @CsvSource({"before-request, 0, 0", "during-response, 100, 100", "without-response, 100, 100"})
  void acceptsDisconnectedCallDependingOnMoment(String moment, int accepted, int ambiguous)
      throws Exception {
    begin("{'fault':'disconnect','moment':'%s'}".formatted(moment).replace('\'', '"'));
    assertThatThrownBy(this::put).isInstanceOf(SdkClientException.class);
    assertThat(accepted()).isEqualTo(accepted);
    assertThat(report().path("ambiguousRecords").asInt()).isEqualTo(ambiguous);
    running.requestFaults("DELETE", "");
    assertThat(put().failedPutCount()).isZero();
    assertThat(report().path("ambiguousRecords").asInt()).isEqualTo(ambiguous);
  }

  @Test
  void countsNothingAmbiguousAfterResponse() throws Exception {
    begin("{\"fault\":\"disconnect\",\"moment\":\"after-response\"}");
    assertThat(put().failedPutCount()).isZero();
    assertThat(report().path("ambiguousRecords").asInt()).isZero();
  }

  @Test
  @Timeout(60)
  void countsSlowResponseAsAmbiguousWhenClientGivesUp() throws Exception {
    begin("{\"fault\":\"slow\",\"delayMillis\":50}");
    assertThat(put().failedPutCount()).isZero();
    assertThat(report().path("ambiguousRecords").asInt()).isZero();

    begin("{\"fault\":\"slow\",\"delayMillis\":300}");
    Record record = Record.builder().data(SdkBytes.fromUtf8String("line")).build();
    assertThatThrownBy(
            () ->
                running.firehose.putRecord(
                    it ->
                        it.deliveryStreamName(STREAM)
                            .record(record)
                            .overrideConfiguration(
                                limit -> limit.apiCallTimeout(Duration.ofMillis(100)))))
        .isInstanceOf(SdkClientException.class);
    assertThat(accepted()).isEqualTo(RECORDS + 1);
    JsonNode report = report();
    while (report.path("ambiguousRecords").asInt() == 0) {
      report = report();
    }
    assertThat(report.path("ambiguousRecords").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"refuse", "reset"})
  void cutsConnectionsDuringOutageAndKeepsPort(String how) throws Exception {
    put();
    begin("{'fault':'outage','how':'%s'}".formatted(how).replace('\'', '"'));
    assertThatThrownBy(this::put).isInstanceOf(SdkClientException.class);
    assertThatThrownBy(this::put).isInstanceOf(SdkClientException.class);
    assertThat(report().path("cutConnections").asInt()).isPositive();
    running.requestFaults("DELETE", "");
    assertThat(put().failedPutCount()).isZero();
    assertThat(accepted()).isEqualTo(2 * RECORDS);
  }

  @Test
  void reportsInvalidRequestsAndPlansUnderFault() throws Exception {
    begin("{\"fault\":\"throttle\"}");
    FirehoseException unknown =
        catchThrowableOfType(
            FirehoseException.class,
            () ->
                running.firehose.putRecord(
                    it ->
                        it.deliveryStreamName("x")
                            .record(r -> r.data(SdkBytes.fromUtf8String("line")))));
    assertThat(unknown.awsErrorDetails().errorCode()).isEqualTo("ResourceNotFoundException");
    for (String wrong :
        List.of(
            "{\"fault\":\"flood\"}",
            "{\"fault\":\"error\",\"code\":\"Oops\"}",
            "{\"fault\":\"throttle\",\"share\":2}",
            "{\"fault\":\"slow\",\"delayMillis\":0}",
            "{\"fault\":\"disconnect\",\"moment\":\"never\"}",
            "{\"fault\":\"throttle\",\"often\":1}",
            "[")) {
      HttpResponse<String> answer = running.requestFaults("PUT", wrong);
      assertThat(answer.statusCode()).as(wrong).isEqualTo(400);
      assertThat(answer.body()).contains("message");
    }
  }
}
