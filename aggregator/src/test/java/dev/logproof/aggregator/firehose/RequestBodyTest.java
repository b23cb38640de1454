package dev.logproof.aggregator.firehose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.buffer.Chunks;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The body follows PutRecordBatch's API reference, also when memory is reused. */
class RequestBodyTest {
  private static final byte[] HEAD = "HEAD".getBytes(UTF_8);

  private static final int LIMIT_BYTES = 4 << 20;

  private final RequestMemory memory = new RequestMemory(LIMIT_BYTES);
  private final RequestBody body =
      new RequestBody(UnpooledByteBufAllocator.DEFAULT, memory, "a-stream_1.x");

  private JsonNode write(int records) throws IOException {
    return new ObjectMapper().readTree(written(Chunks.lines(records)));
  }

  private byte[] written(Chunk... chunks) throws IOException {
    body.write(Batches.of(chunks));
    List.of(chunks).forEach(Chunk::release);
    ByteBuf request = body.behind(HEAD);
    assertThat(request.readableBytes()).isEqualTo(HEAD.length + body.size());
    assertThat(request.readCharSequence(HEAD.length, UTF_8)).hasToString("HEAD");
    byte[] bytes = ByteBufUtil.getBytes(request);
    request.release();
    return bytes;
  }

  private static List<String> data(JsonNode request) {
    List<String> data = new ArrayList<>();
    request
        .get("Records")
        .forEach(
            record ->
                data.add(
                    new String(Base64.getDecoder().decode(record.get("Data").asText()), UTF_8)));
    return data;
  }

  @AfterEach
  void release() {
    body.release();
  }

  @Test
  void failsWhenOtherRequestsHoldMemory() throws IOException {
    memory.take(LIMIT_BYTES - 1_000);
    Chunk chunk = Chunks.lines(500);
    assertThatIOException()
        .isThrownBy(() -> body.write(Batches.of(chunk)))
        .withMessageContaining("no memory for a request");
    memory.giveBack(LIMIT_BYTES - 1_000);
    assertThat(memory.heldBytes()).isZero();
    body.write(Batches.of(chunk));
    assertThat(memory.heldBytes()).isPositive();
    chunk.release();
  }

  @Test
  void keepsBufferUnlessMemoryIsScarce() throws IOException {
    write(500);
    long held = memory.heldBytes();
    body.trim();
    assertThat(memory.heldBytes()).isEqualTo(held).isPositive();
    memory.take(LIMIT_BYTES / 2);
    body.trim();
    assertThat(memory.heldBytes()).isEqualTo(LIMIT_BYTES / 2);
    assertThat(data(write(2))).containsExactly(Chunks.line(0), Chunks.line(1));
  }

  @Test
  void rejectsHeadAboveLimit() {
    assertThatIOException().isThrownBy(() -> body.behind(new byte[20_000]));
  }

  @Test
  void writesEveryRecordInOrder() throws IOException {
    JsonNode request = write(500);
    assertThat(request.get("DeliveryStreamName").asText()).isEqualTo("a-stream_1.x");
    assertThat(request.size()).isEqualTo(2);
    assertThat(data(request)).hasSize(500).element(499).isEqualTo(Chunks.line(499));
  }

  @Test
  void overwritesLongerPreviousRequest() throws IOException {
    write(500);
    assertThat(data(write(1))).containsExactly(Chunks.line(0));
    assertThat(data(write(3))).containsExactly(Chunks.line(0), Chunks.line(1), Chunks.line(2));
  }

  @Test
  void writesAndDigestsRecordsOfTwoChunks() throws Exception {
    long seed = 20_261_121;
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 100; round++) {
      List<byte[]> first = records(random);
      List<byte[]> second = records(random);
      byte[] bytes = written(chunk(first), chunk(second));
      List<byte[]> expected = new ArrayList<>(first);
      expected.addAll(second);
      assertThat(new ObjectMapper().readTree(bytes).get("Records"))
          .as("seed %d, round %d", seed, round)
          .map(record -> record.get("Data").binaryValue())
          .containsExactlyElementsOf(expected);
      assertThat(body.digest()).isEqualTo(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
  }

  /** Lengths surround the block sizes of reading, writing and hashing. */
  private static List<byte[]> records(SplittableRandom random) {
    int[] lengths = {0, 1, 2, 3, 300, 2_999, 3_000, 3_001, 6_000, 8_192, 20_000};
    return IntStream.range(0, 20)
        .mapToObj(record -> new byte[lengths[random.nextInt(lengths.length)] + random.nextInt(3)])
        .peek(random::nextBytes)
        .toList();
  }

  private static Chunk chunk(List<byte[]> records) {
    return Chunk.of(UnpooledByteBufAllocator.DEFAULT, records);
  }
}
