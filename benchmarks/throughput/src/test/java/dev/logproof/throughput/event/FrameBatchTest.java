package dev.logproof.throughput.event;

import static dev.logproof.msgpack.PackedValues.unpack;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.msgpack.value.Value;
import org.msgpack.value.ValueFactory;

/** Tests that frames are valid and each event has its own mark. */
class FrameBatchTest {
  private static final int EVENT_BYTES = 295;

  private static byte[] joined(ByteBuffer[] frames) {
    ByteBuffer all = ByteBuffer.allocate(Stream.of(frames).mapToInt(ByteBuffer::remaining).sum());
    Stream.of(frames).forEach(all::put);
    return all.array();
  }

  private static String line(Value entry, int recordAt) {
    return entry
        .asArrayValue()
        .get(recordAt)
        .asMapValue()
        .map()
        .get(ValueFactory.newString("log"))
        .asStringValue()
        .asString();
  }

  @ParameterizedTest
  @EnumSource
  void writesAnnouncedNumberOfBytes(Mode mode) {
    FrameBatch batch = new FrameBatch(mode, LineFormat.APACHE, "backend-apache", 3, EVENT_BYTES);
    assertThat(joined(batch.frames(7, 0, 1))).hasSize((int) batch.bytes(7));
    assertThat(joined(batch.frames(1, 7, 1))).hasSize((int) batch.bytes(1));
  }

  @Test
  void writesDockerMessageOfRequestedLength() throws IOException {
    FrameBatch batch =
        new FrameBatch(Mode.MESSAGE, LineFormat.APACHE, "backend-apache", 3, EVENT_BYTES);
    List<Value> messages = unpack(joined(batch.frames(2, 41, 1_767_225_600_000_000L)));

    assertThat(batch.bytes(2)).isEqualTo(2 * EVENT_BYTES);
    assertThat(messages).hasSize(2);
    assertThat(messages.get(1).asArrayValue().get(0).toString()).isEqualTo("backend-apache");
    assertThat(line(messages.get(1), 2)).endsWith("~bench:003:0000000042:1767225600000000~");
  }

  @Test
  void writesAnnouncedNumberOfEntries() throws IOException {
    FrameBatch batch =
        new FrameBatch(Mode.PACKED, LineFormat.APACHE, "backend-apache", 5, EVENT_BYTES);
    List<Value> frames = unpack(joined(batch.frames(3, 10, 1_767_225_600_000_000L)));

    assertThat(frames).hasSize(1);
    List<Value> entries = unpack(frames.get(0).asArrayValue().get(1).asBinaryValue().asByteArray());
    assertThat(entries).hasSize(3);
    assertThat(frames.get(0).asArrayValue().get(2).toString()).isEqualTo("{\"size\":3}");
    assertThat(line(entries.get(2), 1)).endsWith("~bench:005:0000000012:1767225600000000~");
  }

  @ParameterizedTest
  @EnumSource
  void endsJsonLinesWithMarkInsideLastMember(Mode mode) throws IOException {
    FrameBatch batch = new FrameBatch(mode, LineFormat.JSON, "backend-apache", 5, EVENT_BYTES);
    List<Value> frames = unpack(joined(batch.frames(1, 10, 1_767_225_600_000_000L)));
    String json =
        mode == Mode.MESSAGE
            ? line(frames.get(0), 2)
            : line(
                unpack(frames.get(0).asArrayValue().get(1).asBinaryValue().asByteArray()).get(0),
                1);

    JsonNode line = new ObjectMapper().readTree(json);
    assertThat(line.get("status").isIntegralNumber()).isTrue();
    assertThat(line.get("ms").isFloatingPointNumber()).isTrue();
    assertThat(line.get("mark").asText()).isEqualTo("~bench:005:0000000010:1767225600000000~");
  }

  @ParameterizedTest
  @EnumSource
  void fitsSmallestEvents(LineFormat lines) throws IOException {
    int bytes = DockerEvents.minBytes(lines, "t");
    FrameBatch batch = new FrameBatch(Mode.MESSAGE, lines, "t", 1, bytes);
    List<Value> messages = unpack(joined(batch.frames(2, 0, 1_767_225_600_000_000L)));
    assertThat(line(messages.get(1), 2)).contains("~bench:001:0000000001:1767225600000000~");
  }

  @Test
  void countsOnlyWholeEventsAsSent() {
    FrameBatch messages = new FrameBatch(Mode.MESSAGE, LineFormat.APACHE, "t", 0, EVENT_BYTES);
    assertThat(messages.wholeEvents(2 * EVENT_BYTES - 1, 5)).isEqualTo(1);
    FrameBatch packed = new FrameBatch(Mode.PACKED, LineFormat.APACHE, "t", 0, EVENT_BYTES);
    assertThat(packed.wholeEvents(packed.bytes(5) - 1, 5)).isZero();
    assertThat(packed.wholeEvents(packed.bytes(5), 5)).isEqualTo(5);
  }

  @ParameterizedTest
  @EnumSource
  void producesJsonOfEqualLengthForEveryLine(LineFormat lines) throws IOException {
    FrameBatch batch = new FrameBatch(Mode.MESSAGE, lines, "backend-apache", 1, EVENT_BYTES);
    List<Value> messages = unpack(joined(batch.frames(batch.capacity(), 0, 1)));
    assertThat(messages)
        .extracting(message -> message.toJson().length())
        .containsOnly(messages.get(0).toJson().length());
  }
}
