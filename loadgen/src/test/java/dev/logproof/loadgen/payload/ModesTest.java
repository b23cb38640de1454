package dev.logproof.loadgen.payload;

import static dev.logproof.msgpack.PackedValues.unpack;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.record.tracer.TracerText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.msgpack.value.Value;
import org.msgpack.value.ValueFactory;

/** Checks all frame forms with an independent decoder. */
class ModesTest {
  private static final long START = 1_700_000_000_000L;
  private static final int BYTES = 100_000;

  /** An independently decoded frame. */
  private record DecodedFrame(List<Value> entries, Map<Value, Value> option) {
    Optional<String> text(String name) {
      return Optional.ofNullable(option.get(ValueFactory.newString(name)))
          .map(value -> value.asStringValue().asString());
    }
  }

  private static FrameStream stream(Mode mode, boolean acks, long seed) {
    return Contents.content(mode, new TracerChoice.PerSecond(100), acks).stream(
        new Content.Run("run-1", seed, START, Long.MAX_VALUE), 1);
  }

  private static List<DecodedFrame> frames(Mode mode, byte[] bytes) throws IOException {
    List<DecodedFrame> frames = new ArrayList<>();
    for (Value value : unpack(bytes)) {
      List<Value> elements = value.asArrayValue().list();
      assertThat(elements.get(0).asStringValue().asString()).isEqualTo("frontend-apache");
      Map<Value, Value> option = elements.get(elements.size() - 1).asMapValue().map();
      frames.add(new DecodedFrame(entries(mode, elements), option));
    }
    return frames;
  }

  private static List<Value> entries(Mode mode, List<Value> elements) throws IOException {
    return switch (mode) {
      case MESSAGE -> List.of(ValueFactory.newArray(elements.get(1), elements.get(2)));
      case FORWARD -> elements.get(1).asArrayValue().list();
      case PACKED -> unpack(elements.get(1).asBinaryValue().asByteArray());
      case COMPRESSED -> {
        byte[] packed = elements.get(1).asBinaryValue().asByteArray();
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
          yield unpack(in.readAllBytes());
        }
      }
    };
  }

  private static String log(Value entry) {
    Map<Value, Value> record = entry.asArrayValue().get(1).asMapValue().map();
    return record.get(ValueFactory.newString("log")).asStringValue().asString();
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void writesTracersAndOptionsInEveryMode(Mode mode) throws IOException {
    List<DecodedFrame> frames = frames(mode, Contents.write(stream(mode, true, 7), BYTES));
    Set<String> chunks = new HashSet<>();
    long sequence = 0;
    for (DecodedFrame frame : frames) {
      assertThat(chunks.add(frame.text("chunk").orElseThrow())).isTrue();
      if (mode != Mode.MESSAGE) {
        assertThat(frame.option().get(ValueFactory.newString("size")).asIntegerValue().toInt())
            .isEqualTo(frame.entries().size());
      }
      assertThat(frame.text("compressed"))
          .isEqualTo(mode == Mode.COMPRESSED ? Optional.of("gzip") : Optional.empty());
      for (Value entry : frame.entries()) {
        int marker = log(entry).indexOf(TracerText.MARKER);
        if (marker >= 0) {
          byte[] line = log(entry).getBytes(ISO_8859_1);
          TracerText.Reading reading = TracerText.read(line, marker, line.length);
          assertThat(((TracerText.Reading.Intact) reading).tracer().sequence())
              .isEqualTo(sequence++);
        }
      }
    }
    assertThat(sequence).isPositive();
    assertThat(frames.stream().mapToInt(frame -> frame.entries().size()).max())
        .hasValue(mode == Mode.MESSAGE ? 1 : expectedEvents(frames));
  }

  private static int expectedEvents(List<DecodedFrame> frames) {
    int largest = frames.stream().mapToInt(frame -> frame.entries().size()).max().orElseThrow();
    assertThat(largest).isBetween(20, Contents.LIMITS.maxEvents());
    return largest;
  }

  @Test
  void requestsNoAckWithoutAckMode() throws IOException {
    for (DecodedFrame frame :
        frames(Mode.PACKED, Contents.write(stream(Mode.PACKED, false, 7), BYTES))) {
      assertThat(frame.text("chunk")).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void chargesFrameBytesToSchedule(Mode mode) {
    FrameStream stream = stream(mode, false, 3);
    java.nio.ByteBuffer out = java.nio.ByteBuffer.allocate(stream.maxFrameBytes());
    long bytes = 0;
    long lastNanos = 0;
    for (int frame = 0; frame < 200; frame++) {
      assertThat(stream.nextDueNanos()).isGreaterThanOrEqualTo(lastNanos);
      lastNanos = stream.nextDueNanos();
      assertThat(lastNanos).isLessThanOrEqualTo((bytes + 10_000) * 10_000);
      out.clear();
      stream.write(out);
      bytes += stream.lastRateBytes();
      if (mode != Mode.COMPRESSED) {
        assertThat(stream.lastRateBytes()).isEqualTo(out.position());
      }
    }
    assertThat(stream.nextDueNanos()).isGreaterThanOrEqualTo((bytes - 1) * 10_000);
  }

  @ParameterizedTest
  @CsvSource({"MESSAGE, 1420295307", "FORWARD, 160014400", "PACKED, 166481576"})
  void writesPinnedBytesForSeed(Mode mode, long pinnedCrc) {
    CRC32 crc = new CRC32();
    crc.update(Contents.write(stream(mode, true, 42), BYTES));
    assertThat(crc.getValue()).isEqualTo(pinnedCrc);
  }

  @Test
  void writesTracerInEveryNumberedLine() throws IOException {
    Content numbered = Contents.content(Mode.PACKED, new TracerChoice.EveryLine(), false);
    FrameStream stream = numbered.stream(new Content.Run("run-1", 5, START, Long.MAX_VALUE), 0);
    List<DecodedFrame> frames = frames(Mode.PACKED, Contents.write(stream, BYTES));
    for (DecodedFrame frame : frames) {
      assertThat(frame.entries()).allMatch(entry -> log(entry).contains(TracerText.MARKER));
    }
    long events = frames.stream().mapToLong(frame -> frame.entries().size()).sum();
    assertThat(stream.nextSequence()).isEqualTo(events);
    assertThat(numbered.tracersBefore(0, stream.nextDueNanos())).isGreaterThanOrEqualTo(events);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void endsLastFrameAtScheduleEnd(Mode mode) {
    long endNanos = 777_000_000;
    FrameStream stream =
        Contents.content(mode, new TracerChoice.PerSecond(100), false).stream(
            new Content.Run("run-1", 3, START, endNanos), 1);
    java.nio.ByteBuffer out = java.nio.ByteBuffer.allocate(stream.maxFrameBytes());
    long bytes = 0;
    while (stream.nextDueNanos() < endNanos) {
      out.clear();
      stream.write(out);
      bytes += stream.lastRateBytes();
    }
    assertThat(bytes).isBetween(77_700L, 78_200L);
  }

  @Test
  void writesLinesOfRequestedSizes() throws IOException {
    Content sized =
        Contents.content(
            Mode.MESSAGE,
            new TracerChoice.PerSecond(0),
            new LineChoice.OfSize(new LineSize(List.of(10, 70_000), true)),
            false);
    FrameStream stream = sized.stream(new Content.Run("run-1", 5, START, Long.MAX_VALUE), 0);
    List<DecodedFrame> frames = frames(Mode.MESSAGE, Contents.write(stream, 3_000_000));
    assertThat(frames)
        .allMatch(
            frame -> {
              int length = log(frame.entries().get(0)).length();
              return length >= 10 && length <= 70_000;
            });
    assertThat(frames).anyMatch(frame -> log(frame.entries().get(0)).length() > 65_536);
    assertThat(frames).anyMatch(frame -> log(frame.entries().get(0)).length() < 5_000);
  }
}
