package dev.logproof.localaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.firehose.model.CompressionFormat;
import software.amazon.awssdk.services.firehose.model.DeliveryStreamDescription;
import software.amazon.awssdk.services.firehose.model.DeliveryStreamStatus;
import software.amazon.awssdk.services.firehose.model.ExtendedS3DestinationConfiguration;
import software.amazon.awssdk.services.firehose.model.FirehoseException;
import software.amazon.awssdk.services.firehose.model.ListDeliveryStreamsResponse;
import software.amazon.awssdk.services.firehose.model.ResourceInUseException;
import software.amazon.awssdk.services.firehose.model.ResourceNotFoundException;

/** Creates, describes, lists and deletes streams with AWS's client. */
class StreamManagementTest extends LocalAwsTest {
  private static final String ROLE = "arn:aws:iam::000000000000:role/r";

  @Test
  void listsBuiltInStreamsAtStart() {
    ListDeliveryStreamsResponse all = running.firehose.listDeliveryStreams();
    assertThat(all.deliveryStreamNames())
        .containsExactly("elasticsearch-delivery-stream", "s3-delivery-stream");
    assertThat(all.hasMoreDeliveryStreams()).isFalse();

    ListDeliveryStreamsResponse first = running.firehose.listDeliveryStreams(it -> it.limit(1));
    assertThat(first.deliveryStreamNames()).containsExactly("elasticsearch-delivery-stream");
    assertThat(first.hasMoreDeliveryStreams()).isTrue();
    assertThat(
            running
                .firehose
                .listDeliveryStreams(
                    it -> it.exclusiveStartDeliveryStreamName("elasticsearch-delivery-stream"))
                .deliveryStreamNames())
        .containsExactly("s3-delivery-stream");
  }

  @Test
  void describesCreatedStreamAndDeliversToIt() throws Exception {
    running.s3.createBucket(it -> it.bucket("other-bucket"));
    String arn = create("mine", it -> it.bufferingHints(h -> h.sizeInMBs(2).intervalInSeconds(60)));

    DeliveryStreamDescription description =
        running
            .firehose
            .describeDeliveryStream(it -> it.deliveryStreamName("mine"))
            .deliveryStreamDescription();
    assertThat(description.deliveryStreamARN())
        .isEqualTo(arn)
        .isEqualTo("arn:aws:firehose:us-west-2:000000000000:deliverystream/mine");
    assertThat(description.deliveryStreamStatus()).isEqualTo(DeliveryStreamStatus.ACTIVE);
    assertThat(description.createTimestamp().toEpochMilli())
        .isEqualTo(running.clock.instant().toEpochMilli());
    var destination = description.destinations().get(0).extendedS3DestinationDescription();
    assertThat(destination.bucketARN()).isEqualTo("arn:aws:s3:::other-bucket");
    assertThat(destination.prefix()).isEqualTo("logs/");
    assertThat(destination.roleARN()).isEqualTo(ROLE);
    assertThat(destination.compressionFormat()).isEqualTo(CompressionFormat.UNCOMPRESSED);
    assertThat(destination.bufferingHints().sizeInMBs()).isEqualTo(2);
    assertThat(destination.bufferingHints().intervalInSeconds()).isEqualTo(60);

    putOne("mine");
    running.firehose.deleteDeliveryStream(it -> it.deliveryStreamName("mine"));
    assertThat(running.nextDelivered().bucket()).isEqualTo("other-bucket");
    assertThat(error(() -> putOne("mine"))).isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void rejectsNameInUse() {
    create("mine", it -> it.compressionFormat(CompressionFormat.GZIP));

    assertThat(error(() -> create("mine", it -> {}))).isInstanceOf(ResourceInUseException.class);
  }

  @Test
  void rejectsUnsupportedSettingsByName() {
    assertRefused("Snappy", it -> it.compressionFormat(CompressionFormat.SNAPPY));
    assertRefused("!{timestamp:yyyy}", it -> it.prefix("a/!{timestamp:yyyy}/"));
    assertRefused(
        "ProcessingConfiguration", it -> it.processingConfiguration(p -> p.enabled(true)));
    assertRefused("FileExtension", it -> it.fileExtension("json"));
    assertRefused("S3BackupMode", it -> it.s3BackupMode("Enabled"));
    assertRefused("BucketARN", it -> it.bucketARN("other-bucket"));
    assertRefused("both SizeInMBs", it -> it.bufferingHints(h -> h.sizeInMBs(1)));
    assertThat(error(() -> running.firehose.createDeliveryStream(it -> it.deliveryStreamName("x"))))
        .hasMessageContaining("Exactly one destination");
  }

  @Test
  void endsObjectNamesWithFileExtension() throws Exception {
    running.s3.createBucket(it -> it.bucket("other-bucket"));
    create("mine", it -> it.fileExtension(".zst"));
    putOne("mine");
    running.firehose.deleteDeliveryStream(it -> it.deliveryStreamName("mine"));
    assertThat(running.nextDelivered().key()).endsWith(".zst");
  }

  @Test
  void acceptsDisabledUnsupportedSettings() {
    create(
        "mine",
        it ->
            it.processingConfiguration(p -> p.enabled(false))
                .cloudWatchLoggingOptions(c -> c.enabled(false))
                .encryptionConfiguration(e -> e.noEncryptionConfig("NoEncryption"))
                .s3BackupMode("Disabled"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 129})
  void rejectsBufferSizeOutOfRange(int mib) {
    FirehoseException error =
        error(
            () ->
                create("x", it -> it.bufferingHints(h -> h.sizeInMBs(mib).intervalInSeconds(900))));
    assertThat(error.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
    assertThat(error).hasMessageContaining("sizeInMBs");
  }

  @ParameterizedTest
  @ValueSource(strings = {"with space", "slash/ed", "ü"})
  void rejectsNameWithOtherCharacters(String name) {
    assertThat(error(() -> create(name, it -> {}))).hasMessageContaining("[a-zA-Z0-9_.-]+");
  }

  @Test
  void rejectsNameAbove64Characters() {
    create("x".repeat(64), it -> {});
    assertThat(error(() -> create("x".repeat(65), it -> {})))
        .hasMessageContaining("have length less than or equal to 64");
  }

  @Test
  void rejectsWrongSecret() {
    try (FirehoseClient wrong =
        running.client(FirehoseClient.builder(), "AWS_ENDPOINT_URL_FIREHOSE", "wrong")) {
      FirehoseException error = error(wrong::listDeliveryStreams);
      assertThat(error.awsErrorDetails().errorCode()).isEqualTo("InvalidSignatureException");
    }
  }

  private void assertRefused(
      String named, Consumer<ExtendedS3DestinationConfiguration.Builder> how) {
    FirehoseException error = error(() -> create("x", how));
    assertThat(error.awsErrorDetails().errorCode()).isEqualTo("InvalidArgumentException");
    assertThat(error.statusCode()).isEqualTo(400);
    assertThat(error).hasMessageContaining(named);
  }

  private String create(String name, Consumer<ExtendedS3DestinationConfiguration.Builder> how) {
    return running
        .firehose
        .createDeliveryStream(
            it ->
                it.deliveryStreamName(name)
                    .extendedS3DestinationConfiguration(
                        destination -> {
                          destination
                              .roleARN(ROLE)
                              .bucketARN("arn:aws:s3:::other-bucket")
                              .prefix("logs/");
                          how.accept(destination);
                        }))
        .deliveryStreamARN();
  }

  private void putOne(String stream) {
    running.firehose.putRecord(
        it -> it.deliveryStreamName(stream).record(r -> r.data(SdkBytes.fromUtf8String("one\n"))));
  }

  private static FirehoseException error(Runnable call) {
    return catchThrowableOfType(FirehoseException.class, call::run);
  }
}
