package dev.logproof.loadgen.payload;

import static dev.logproof.msgpack.PackedValues.unpack;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.record.tracer.Tracer;
import dev.logproof.record.tracer.TracerText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.msgpack.value.Value;

/** Checks frames with an independent decoder. */
class MessageStreamTest {
  private static final long START = 1_700_000_000_000L;

  private static byte[] stream(long seed, int bytes) {
    FrameStream stream =
        Contents.sampled(72).stream(new Content.Run("run-1", seed, START, Long.MAX_VALUE), 2);
    return Contents.write(stream, bytes);
  }

  private static String field(Value frame, String name) {
    Map<Value, Value> record = frame.asArrayValue().get(2).asMapValue().map();
    return record.get(org.msgpack.value.ValueFactory.newString(name)).asStringValue().asString();
  }

  @Test
  void writesMessagesInDockerEnvelope() throws IOException {
    List<Value> frames = unpack(stream(1, 100_000));
    assertThat(frames).hasSizeGreaterThan(300);
    for (Value frame : frames) {
      assertThat(frame.asArrayValue().size()).isEqualTo(4);
      assertThat(frame.asArrayValue().get(0).asStringValue().asString())
          .isEqualTo("frontend-apache");
      assertThat(frame.asArrayValue().get(1).asIntegerValue().toLong())
          .isBetween(1_700_000_000L, 1_700_000_001L);
      assertThat(field(frame, "source")).isEqualTo("stdout");
      assertThat(field(frame, "container_id")).matches("[0-9a-f]{64}");
      assertThat(field(frame, "log"))
          .matches(
              "[0-9.]+ - \\w+ \\d+ \\[2023-11-14T22:13:2\\dZ] \"[A-Z]+ /\\S+\" \\d{3} \\d+( ~lp1~.*~)?");
    }
  }

  @Test
  void numbersTracersContiguouslyWithDueTimes() throws IOException {
    List<Tracer> tracers = new ArrayList<>();
    for (Value frame : unpack(stream(1, 200_000))) {
      byte[] log = field(frame, "log").getBytes(UTF_8);
      int marker = field(frame, "log").indexOf(TracerText.MARKER);
      if (marker >= 0) {
        TracerText.Reading reading = TracerText.read(log, marker, log.length);
        tracers.add(((TracerText.Reading.Intact) reading).tracer());
      }
    }
    assertThat(tracers).hasSizeBetween(34, 37);
    for (int n = 0; n < tracers.size(); n++) {
      assertThat(tracers.get(n).runId()).isEqualTo("run-1");
      assertThat(tracers.get(n).source()).isEqualTo(2);
      assertThat(tracers.get(n).sequence()).isEqualTo(n);
      long dueMicros = START * 1000 + (n * 4L + 2) * 1_000_000 / 72;
      assertThat(tracers.get(n).sentAtMicros()).isBetween(dueMicros - 1, dueMicros + 4_000);
    }
  }

  @Test
  void writesSameBytesForSameSeed() {
    assertThat(stream(7, 50_000)).isEqualTo(stream(7, 50_000)).isNotEqualTo(stream(8, 50_000));
  }

  @Test
  void writesPinnedBytesForSeed() {
    CRC32 crc = new CRC32();
    crc.update(stream(42, 100_000));
    assertThat(crc.getValue()).isEqualTo(PINNED_CRC);
  }

  private static final long PINNED_CRC = 2_193_852_450L;
}
