package dev.logproof.localaws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logproof.localaws.delivery.Compression;
import dev.logproof.localaws.faults.RequestFaultPlan;
import dev.logproof.localaws.faults.RequestFaults.Effects;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Requests of an SDK that write to S3 fail as planned, and all others are served. */
class S3FaultsTest {
  @TempDir Path directory;

  private RunningLocalAws local;

  @BeforeEach
  void start() throws IOException {
    local = new RunningLocalAws(directory, Compression.GZIP);
  }

  @AfterEach
  void stop() throws IOException {
    local.close();
  }

  private void put(String key, String text) {
    local.s3.putObject(put -> put.bucket("logproof").key(key), RequestBody.fromString(text));
  }

  private String get(String key) {
    return local.s3.getObjectAsBytes(get -> get.bucket("logproof").key(key)).asUtf8String();
  }

  private void begin(String plan) throws IOException {
    local.aws.s3Faults().begin(RequestFaultPlan.parse(plan));
  }

  private Effects effects() {
    return local.aws.s3Faults().report();
  }

  @Test
  void passesRequestsOnUnchanged() {
    put("a/b", "text");
    assertThat(get("a/b")).isEqualTo("text");
    byte[] large = new byte[12 << 20];
    Arrays.fill(large, (byte) 'x');
    local.s3.putObject(put -> put.bucket("logproof").key("large"), RequestBody.fromBytes(large));
    assertThat(get("large")).hasSize(12 << 20).endsWith("x");
    assertThatThrownBy(() -> get("absent")).isInstanceOf(NoSuchKeyException.class);
    assertThat(effects().calls()).isEqualTo(2);
  }

  @Test
  void passesUploadInPartsOn() {
    String id =
        local
            .s3
            .createMultipartUpload(
                create -> create.bucket("logproof").key("p").metadata(Map.of("chunk", "7")))
            .uploadId();
    String tag =
        local
            .s3
            .uploadPart(
                part -> part.bucket("logproof").key("p").uploadId(id).partNumber(1),
                RequestBody.fromString("part"))
            .eTag();
    CompletedPart part = CompletedPart.builder().partNumber(1).eTag(tag).build();
    local.s3.completeMultipartUpload(
        complete ->
            complete
                .bucket("logproof")
                .key("p")
                .uploadId(id)
                .ifNoneMatch("*")
                .multipartUpload(all -> all.parts(List.of(part))));
    assertThat(get("p")).isEqualTo("part");
    assertThat(local.s3.headObject(head -> head.bucket("logproof").key("p")).metadata())
        .containsEntry("chunk", "7");
  }

  @ParameterizedTest
  @CsvSource({
    "fault=throttle, SlowDown, 503",
    "'fault=error,code=InternalError', InternalError, 500",
    "'fault=error,code=AccessDenied', AccessDenied, 403",
  })
  void answersWithErrorOfS3(String plan, String code, int status) throws IOException {
    put("before", "x");
    begin(plan);
    assertThatThrownBy(() -> put("a", "x"))
        .isInstanceOfSatisfying(
            S3Exception.class,
            failure -> {
              assertThat(failure.statusCode()).isEqualTo(status);
              assertThat(failure.awsErrorDetails().errorCode()).isEqualTo(code);
            });
    assertThat(get("before")).isEqualTo("x");
    assertThat(effects().faultyCalls()).isEqualTo(1);
    assertThat(effects().ambiguousRecords()).isZero();
    local.aws.s3Faults().end();
    assertThatThrownBy(() -> get("a")).isInstanceOf(NoSuchKeyException.class);
  }

  @ParameterizedTest
  @CsvSource({"before-request, false", "during-response, true", "without-response, true"})
  void cutsConnection(String moment, boolean written) throws IOException {
    begin("fault=disconnect,moment=" + moment);
    assertThatThrownBy(() -> put("a", "x")).isInstanceOf(SdkClientException.class);
    local.aws.s3Faults().end();
    if (written) {
      assertThat(get("a")).isEqualTo("x");
    } else {
      assertThatThrownBy(() -> get("a")).isInstanceOf(NoSuchKeyException.class);
    }
    assertThat(effects().ambiguousRecords()).isEqualTo(written ? 1 : 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fault=slow,delayMillis=50", "fault=disconnect,moment=after-response"})
  void answersThroughFault(String plan) throws IOException {
    begin(plan);
    put("a", "x");
    assertThat(effects().faultyCalls()).isEqualTo(1);
    local.aws.s3Faults().end();
    try (S3Client other =
        local.client(S3Client.builder(), "AWS_ENDPOINT_URL_S3", RunningLocalAws.secret())) {
      assertThat(other.getObjectAsBytes(get -> get.bucket("logproof").key("a")).asUtf8String())
          .isEqualTo("x");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"refuse", "reset"})
  void isAwayDuringOutage(String how) throws IOException {
    put("a", "x");
    begin("fault=outage,how=" + how);
    assertThatThrownBy(() -> get("a")).isInstanceOf(SdkClientException.class);
    local.aws.s3Faults().end();
    assertThat(get("a")).isEqualTo("x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fault=partial", "fault=error,code=InvalidKMSResourceException"})
  void refusesFaultOfOtherService(String plan) {
    assertThatThrownBy(() -> begin(plan)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RequestFaultPlan.parse("fault=error,code=SlowDown").ofStreams())
        .hasMessageContaining("it is an error of S3");
  }

  @Test
  void takesPlanOverHttp() throws IOException {
    URI address = URI.create(local.aws.environment().get("LOGPROOF_S3_FAULTS"));
    HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
    connection.setRequestMethod("PUT");
    connection.setDoOutput(true);
    connection.getOutputStream().write("{\"fault\":\"throttle\"}".getBytes(UTF_8));
    try (InputStream in = connection.getInputStream()) {
      assertThat(in.readAllBytes()).isNotEmpty();
    }
    assertThat(effects().active()).isTrue();
  }
}
