package dev.logproof.localaws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.localaws.delivery.Compression;
import dev.logproof.localaws.delivery.RecordingStore;
import dev.logproof.localaws.delivery.SealedObject;
import dev.logproof.localaws.stream.Accounting;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchResponse;
import software.amazon.awssdk.services.firehose.model.Record;
import software.amazon.awssdk.services.s3.model.S3Object;

/** AWS clients put records and read the same objects back. */
class DeliveryTest {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
  private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  private static final String TIME = "[0-9]{4}(-[0-9]{2}){5}";
  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource(Compression.class)
  void deliversRecordsUnchangedUnderFirehoseKey(Compression compression) throws Exception {
    try (RunningLocalAws running = start(compression)) {
      List<Record> records = randomRecords(500);
      PutRecordBatchResponse answer =
          running.firehose.putRecordBatch(
              put -> put.deliveryStreamName("s3-delivery-stream").records(records));
      assertThat(answer.failedPutCount()).isZero();
      assertThat(answer.requestResponses())
          .hasSize(500)
          .doesNotHaveDuplicates()
          .allMatch(response -> response.recordId() != null && response.errorCode() == null);

      running.clock.pass(Duration.ofSeconds(5));
      running.nextDelivered();

      S3Object object = onlyObject(running, "backend/");
      assertThat(object.key())
          .matches(
              "backend/[0-9]{4}/[0-9]{2}/[0-9]{2}/[0-9]{2}/s3-delivery-stream-1-"
                  + TIME
                  + "-"
                  + UUID
                  + (compression == Compression.GZIP ? "\\.gz" : ""));
      assertThat(content(running, object)).isEqualTo(concatenated(records));
    }
  }

  @Test
  void deliversOnlyFullBufferAtOnce() throws Exception {
    try (RunningLocalAws running = start(Compression.GZIP)) {
      SdkBytes data = SdkBytes.fromByteArray(new byte[600 << 10]);
      put(running, "elasticsearch-delivery-stream", data);
      put(running, "s3-delivery-stream", data);
      put(running, "elasticsearch-delivery-stream", data);

      SealedObject object = running.nextDelivered();

      assertThat(object.key()).startsWith("frontend/");
      assertThat(object.size().rawBytes()).isEqualTo(1200 << 10);
      assertThat(content(running, onlyObject(running, "frontend/"))).hasSize(1200 << 10);
      assertThat(
              running.s3.listObjectsV2(it -> it.bucket("logproof").prefix("backend/")).contents())
          .isEmpty();
    }
  }

  @Test
  void deliversEveryBufferOnStop() throws Exception {
    try (RunningLocalAws running = start(Compression.GZIP)) {
      put(running, "elasticsearch-delivery-stream", SdkBytes.fromUtf8String("a\n"));
      put(running, "s3-delivery-stream", SdkBytes.fromUtf8String("b\n"));
      put(running, "s3-delivery-stream", SdkBytes.fromUtf8String("c\n"));

      assertThat(running.aws.stop(STOP_LIMIT)).isEqualTo(new Accounting(3, 3, 0, 0, 2));

      assertThat(content(running, onlyObject(running, "frontend/"))).isEqualTo(bytes("a\n"));
      assertThat(content(running, onlyObject(running, "backend/"))).isEqualTo(bytes("b\nc\n"));
    }
  }

  private RunningLocalAws start(Compression compression) throws Exception {
    return new RunningLocalAws(directory, compression);
  }

  private static void put(RunningLocalAws running, String stream, SdkBytes data) {
    running.firehose.putRecord(put -> put.deliveryStreamName(stream).record(it -> it.data(data)));
  }

  private static List<Record> randomRecords(int count) {
    Random random = new Random(42);
    List<Record> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] data = new byte[random.nextInt(600)];
      random.nextBytes(data);
      records.add(Record.builder().data(SdkBytes.fromByteArray(data)).build());
    }
    return records;
  }

  private static byte[] concatenated(List<Record> records) throws Exception {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (Record record : records) {
      all.write(record.data().asByteArray());
    }
    return all.toByteArray();
  }

  private static S3Object onlyObject(RunningLocalAws running, String prefix) {
    List<S3Object> objects =
        running.s3.listObjectsV2(it -> it.bucket("logproof").prefix(prefix)).contents();
    assertThat(objects).hasSize(1);
    return objects.get(0);
  }

  private static byte[] content(RunningLocalAws running, S3Object object) throws Exception {
    byte[] bytes =
        running.s3.getObjectAsBytes(it -> it.bucket("logproof").key(object.key())).asByteArray();
    return object.key().endsWith(".gz") ? RecordingStore.gunzip(bytes) : bytes;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
