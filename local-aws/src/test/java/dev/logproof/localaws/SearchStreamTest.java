package dev.logproof.localaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.firehose.model.AmazonopensearchserviceDestinationConfiguration;
import software.amazon.awssdk.services.firehose.model.AmazonopensearchserviceDestinationDescription;
import software.amazon.awssdk.services.firehose.model.AmazonopensearchserviceIndexRotationPeriod;
import software.amazon.awssdk.services.firehose.model.AmazonopensearchserviceS3BackupMode;
import software.amazon.awssdk.services.firehose.model.DefaultDocumentIdFormat;
import software.amazon.awssdk.services.firehose.model.FirehoseException;

/** Creates and describes OpenSearch streams with AWS's client. */
class SearchStreamTest extends LocalAwsTest {
  private static final String ROLE = "arn:aws:iam::000000000000:role/r";

  @Test
  void appliesFirehoseDefaults() {
    create(it -> {});
    AmazonopensearchserviceDestinationDescription destination = described();
    assertThat(destination.clusterEndpoint()).isEqualTo("https://search.example:9200");
    assertThat(destination.indexName()).isEqualTo("logs");
    assertThat(destination.roleARN()).isEqualTo(ROLE);
    assertThat(destination.indexRotationPeriod())
        .isEqualTo(AmazonopensearchserviceIndexRotationPeriod.ONE_DAY);
    assertThat(destination.retryOptions().durationInSeconds()).isEqualTo(300);
    assertThat(destination.bufferingHints().sizeInMBs()).isEqualTo(5);
    assertThat(destination.bufferingHints().intervalInSeconds()).isEqualTo(300);
    assertThat(destination.s3BackupMode())
        .isEqualTo(AmazonopensearchserviceS3BackupMode.FAILED_DOCUMENTS_ONLY);
    assertThat(destination.documentIdOptions().defaultDocumentIdFormat())
        .isEqualTo(DefaultDocumentIdFormat.FIREHOSE_DEFAULT);
    assertThat(destination.s3DestinationDescription().bucketARN())
        .isEqualTo("arn:aws:s3:::other-bucket");
    assertThat(destination.s3DestinationDescription().prefix()).isEqualTo("logs/");
  }

  @Test
  void describesStreamAsCreated() {
    create(
        it ->
            it.indexRotationPeriod(AmazonopensearchserviceIndexRotationPeriod.ONE_WEEK)
                .retryOptions(retry -> retry.durationInSeconds(7))
                .bufferingHints(hints -> hints.sizeInMBs(100).intervalInSeconds(60))
                .s3BackupMode(AmazonopensearchserviceS3BackupMode.ALL_DOCUMENTS)
                .documentIdOptions(
                    ids -> ids.defaultDocumentIdFormat(DefaultDocumentIdFormat.NO_DOCUMENT_ID)));
    AmazonopensearchserviceDestinationDescription destination = described();
    assertThat(destination.indexRotationPeriodAsString()).isEqualTo("OneWeek");
    assertThat(destination.retryOptions().durationInSeconds()).isEqualTo(7);
    assertThat(destination.bufferingHints().sizeInMBs()).isEqualTo(100);
    assertThat(destination.s3BackupModeAsString()).isEqualTo("AllDocuments");
    assertThat(destination.documentIdOptions().defaultDocumentIdFormatAsString())
        .isEqualTo("NO_DOCUMENT_ID");
  }

  @Test
  void rejectsUnsupportedSettingsByName() {
    assertRefused("VpcConfiguration", it -> it.vpcConfiguration(vpc -> vpc.roleARN(ROLE)));
    assertRefused("DomainARN", it -> it.domainARN("arn:aws:es:us-west-2:000000000000:domain/d"));
    assertRefused("TypeName", it -> it.typeName("doc"));
    assertRefused(
        "ProcessingConfiguration", it -> it.processingConfiguration(p -> p.enabled(true)));
    assertRefused("ndexRotationPeriod", it -> it.indexRotationPeriod("OneYear"));
    assertRefused("3BackupMode", it -> it.s3BackupMode("Some"));
    assertRefused("expected a URL", it -> it.clusterEndpoint("search.example"));
    assertRefused("sizeInMBs", it -> it.bufferingHints(h -> h.sizeInMBs(101).intervalInSeconds(1)));
    assertRefused("durationInSeconds", it -> it.retryOptions(r -> r.durationInSeconds(7201)));
    assertRefused(
        "ErrorOutputPrefix",
        it ->
            it.s3Configuration(
                s3 ->
                    s3.roleARN(ROLE)
                        .bucketARN("arn:aws:s3:::other-bucket")
                        .errorOutputPrefix("e/")));
  }

  private void assertRefused(
      String named, Consumer<AmazonopensearchserviceDestinationConfiguration.Builder> how) {
    FirehoseException error = catchThrowableOfType(FirehoseException.class, () -> create(how));
    assertThat(error).hasMessageContaining(named);
    assertThat(error.statusCode()).isEqualTo(400);
  }

  private void create(Consumer<AmazonopensearchserviceDestinationConfiguration.Builder> how) {
    running.firehose.createDeliveryStream(
        it ->
            it.deliveryStreamName("search")
                .amazonopensearchserviceDestinationConfiguration(
                    destination -> {
                      destination
                          .roleARN(ROLE)
                          .clusterEndpoint("https://search.example:9200")
                          .indexName("logs")
                          .s3Configuration(
                              s3 ->
                                  s3.roleARN(ROLE)
                                      .bucketARN("arn:aws:s3:::other-bucket")
                                      .prefix("logs/"));
                      how.accept(destination);
                    }));
  }

  private AmazonopensearchserviceDestinationDescription described() {
    return running
        .firehose
        .describeDeliveryStream(it -> it.deliveryStreamName("search"))
        .deliveryStreamDescription()
        .destinations()
        .get(0)
        .amazonopensearchserviceDestinationDescription();
  }
}
