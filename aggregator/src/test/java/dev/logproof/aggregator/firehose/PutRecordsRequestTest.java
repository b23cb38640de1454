package dev.logproof.aggregator.firehose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.logproof.aggregator.buffer.Chunk;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests to Kinesis follow PutRecords' API reference and its limits. */
class PutRecordsRequestTest {
  private static final int RANDOM_KEY_BYTES = 32;

  private final RequestMemory memory = new RequestMemory(16 << 20);
  private final RequestBody body =
      new RequestBody(
          UnpooledByteBufAllocator.DEFAULT, memory, BatchService.KINESIS, "a-stream_1.x");

  @AfterEach
  void release() {
    body.release();
    assertThat(memory.heldBytes()).isZero();
  }

  private static RecordBatch batch(Chunk... chunks) {
    Records records = Batches.records(new KeyedEvent(false), chunks);
    return new RecordBatch(records, KinesisLimits.PUT_RECORDS);
  }

  private byte[] written(RecordBatch batch) throws IOException {
    body.write(batch);
    ByteBuf request = body.behind(new byte[0]);
    byte[] bytes = ByteBufUtil.getBytes(request);
    request.release();
    return bytes;
  }

  private static int filled(List<byte[]> records) {
    Chunk chunk = KeyedRecords.of(records);
    int next = batch(chunk).fill(0);
    chunk.release();
    return next;
  }

  @Test
  void writesDataAndEscapedKeyOfEachRecord() throws Exception {
    String odd = "\u00e9\"\\\u0001\n\ud83d\ude00";
    Chunk chunk =
        KeyedRecords.of(
            List.of(
                KeyedRecords.record("a", "one\n".getBytes(UTF_8)),
                KeyedRecords.record(odd, new byte[0])));
    RecordBatch batch = batch(chunk);
    assertThat(batch.fill(0)).isEqualTo(2);
    byte[] bytes = written(batch);
    chunk.release();
    JsonNode request = new ObjectMapper().readTree(bytes);
    assertThat(request.properties()).hasSize(2);
    assertThat(request.get("StreamName").asText()).isEqualTo("a-stream_1.x");
    JsonNode records = request.get("Records");
    assertThat(records.size()).isEqualTo(2);
    assertThat(records.get(0).get("Data").binaryValue()).isEqualTo("one\n".getBytes(UTF_8));
    assertThat(records.get(0).get("PartitionKey").asText()).isEqualTo("a");
    assertThat(records.get(1).get("Data").binaryValue()).isEmpty();
    assertThat(records.get(1).get("PartitionKey").asText()).isEqualTo(odd);
    assertThat(body.digest()).isEqualTo(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void choosesAnotherRandomKeyPerRecordAndAttempt() throws Exception {
    Chunk chunk = KeyedRecords.of("=a", "=b");
    RecordBatch batch = batch(chunk);
    assertThat(batch.fill(0)).isEqualTo(2);
    List<String> keys = new ArrayList<>();
    for (int attempt = 0; attempt < 2; attempt++) {
      new ObjectMapper()
          .readTree(written(batch))
          .get("Records")
          .forEach(record -> keys.add(record.get("PartitionKey").asText()));
    }
    chunk.release();
    assertThat(keys)
        .hasSize(4)
        .doesNotHaveDuplicates()
        .allMatch(key -> key.matches("[0-9a-f]{32}"));
  }

  @Test
  void writesRecordsOfManyLengths() throws Exception {
    SplittableRandom random = new SplittableRandom(20_261_130);
    int[] lengths = {0, 1, 2, 3, 300, 2_999, 3_000, 3_001, 6_000, 8_192, 20_000};
    List<byte[]> data = new ArrayList<>();
    List<byte[]> records = new ArrayList<>();
    for (int record = 0; record < 300; record++) {
      byte[] bytes = new byte[lengths[random.nextInt(lengths.length)] + random.nextInt(3)];
      random.nextBytes(bytes);
      data.add(bytes);
      records.add(KeyedRecords.record("k".repeat(random.nextInt(257)), bytes));
    }
    Chunk chunk = KeyedRecords.of(records);
    RecordBatch batch = batch(chunk);
    assertThat(batch.fill(0)).isEqualTo(300);
    JsonNode request = new ObjectMapper().readTree(written(batch));
    chunk.release();
    assertThat(request.get("Records"))
        .map(record -> record.get("Data").binaryValue())
        .containsExactlyElementsOf(data);
  }

  @Test
  void takesAtMost500Records() {
    assertThat(filled(Collections.nCopies(501, KeyedRecords.record("k", new byte[1]))))
        .isEqualTo(500);
  }

  /** Data counts before base64, with its key. */
  @Test
  void takesAtMost5MiBWithKeys() {
    int mib = 1 << 20;
    byte[] full = KeyedRecords.record("k".repeat(256), new byte[mib - 256]);
    assertThat(filled(Collections.nCopies(6, full))).isEqualTo(5);
    List<byte[]> above = new ArrayList<>(Collections.nCopies(4, full));
    above.add(KeyedRecords.record("k", new byte[mib]));
    assertThat(filled(above)).isEqualTo(4);
    List<byte[]> random = new ArrayList<>(Collections.nCopies(4, full));
    random.add(KeyedRecords.record("", new byte[mib - RANDOM_KEY_BYTES]));
    assertThat(filled(random)).isEqualTo(5);
    random.set(4, KeyedRecords.record("", new byte[mib - RANDOM_KEY_BYTES + 1]));
    assertThat(filled(random)).isEqualTo(4);
  }
}
