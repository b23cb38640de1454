package dev.logproof.forward.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.msgpack.PackedValues;
import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every form of frame, time and option is decoded, wherever the network splits it. */
class ForwardDecoderTest {
  private static final byte[] NEXT = Frames.message(Frames.seconds(9), Frames.nil());

  static Stream<Sample> samples() {
    return Sample.all().stream();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void decodesWholeFrame(Sample sample) {
    assertThat(Decoding.of(sample.frame())).isEqualTo(sample.expected());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void decodesFramesSplitAnywhere(Sample sample) {
    byte[] two = Frames.concat(sample.frame(), NEXT);
    List<String> whole = new ArrayList<>(sample.expected());
    whole.addAll(Decoding.of(NEXT));
    for (int cut = 1; cut < two.length; cut++) {
      byte[] head = Arrays.copyOf(two, cut);
      byte[] tail = Arrays.copyOfRange(two, cut, two.length);
      assertThat(Decoding.of(head, tail)).as("%s cut at %d", sample, cut).isEqualTo(whole);
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void decodesFrameByteByByte(Sample sample) {
    try (Decoding decoding = new Decoding(ForwardLimits.defaults())) {
      byte[] frame = sample.frame();
      for (int i = 0; i < frame.length; i++) {
        assertThat(decoding.heard()).isEmpty();
        decoding.feed(frame, i, 1);
        assertThat(decoding.atFrameBoundary()).isEqualTo(i == frame.length - 1);
      }
      assertThat(decoding.heard()).isEqualTo(sample.expected());
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void discardsPartialFrameOnClose(Sample sample) {
    for (int cut = 0; cut < sample.frame().length; cut++) {
      assertThat(Decoding.of(Arrays.copyOf(sample.frame(), cut))).isEmpty();
    }
  }

  @Test
  void handlesAllFramesOfReadInOrder() {
    List<String> expected = new ArrayList<>();
    List<byte[]> frames = new ArrayList<>();
    for (Sample sample : Sample.all()) {
      frames.add(sample.frame());
      expected.addAll(sample.expected());
    }
    assertThat(Decoding.of(Frames.concat(frames.toArray(byte[][]::new)))).isEqualTo(expected);
  }

  @Test
  void losesNoFrameWhenReadsEndWithinFrames() {
    byte[] many = Frames.concat(Collections.nCopies(500, NEXT).toArray(byte[][]::new));
    for (int step : new int[] {1, 7, NEXT.length - 1, NEXT.length + 1, 1_000, 4_099}) {
      try (Decoding decoding = new Decoding(ForwardLimits.defaults())) {
        for (int at = 0; at < many.length; at += step) {
          decoding.feed(many, at, Math.min(step, many.length - at));
        }
        assertThat(decoding.heard()).as("reads of %d bytes", step).hasSize(1_000);
        assertThat(decoding.atFrameBoundary()).isTrue();
      }
    }
  }

  @Test
  void ignoresNilBetweenFrames() {
    byte[] nil = {(byte) 0xc0};
    byte[] bytes = Frames.concat(nil, NEXT, nil, nil, NEXT, nil);
    for (int cut = 0; cut <= bytes.length; cut++) {
      byte[] tail = Arrays.copyOfRange(bytes, cut, bytes.length);
      assertThat(Decoding.of(Arrays.copyOf(bytes, cut), tail)).hasSize(4);
    }
  }

  @Test
  void acceptsMessageWithoutOption() {
    byte[] frame =
        PackedValues.pack(
            packer -> {
              packer.packArrayHeader(3).packString("t").packInt(1);
              Frames.record("x").into(packer);
            });
    assertThat(Decoding.of(frame).get(0)).startsWith("MESSAGE t - 1");
  }

  @Test
  void acceptsBinaryTag() {
    byte[] frame =
        PackedValues.pack(
            packer -> {
              packer.packArrayHeader(3).packBinaryHeader(1).addPayload(new byte[] {'t'});
              packer.packInt(1).packMapHeader(0);
            });
    assertThat(Decoding.of(frame).get(0)).startsWith("MESSAGE t - 1");
  }

  @Test
  void acceptsEntriesInString() {
    byte[] entries = Frames.entries(Frames.seconds(200), 2);
    byte[] frame =
        PackedValues.pack(
            packer -> {
              packer.packArrayHeader(2).packString("t");
              packer.addPayload(new byte[] {(byte) 0xdb, 0, 0, 0, (byte) entries.length});
              packer.addPayload(entries);
            });
    assertThat(Decoding.of(frame).get(0)).startsWith("PACKED_FORWARD t - 2");
  }

  @Test
  void keepsInvalidUtf8InRecords() {
    byte[] frame = ByteBufUtil.decodeHexDump("93a17401" + "81a3ff00c0a2c328");
    assertThat(Decoding.of(frame).get(1)).isEqualTo("1.0 81a3ff00c0a2c328");
  }

  @Test
  void acceptsFrameWithoutEvents() {
    byte[] forward = ByteBufUtil.decodeHexDump("93a17490" + "81a56368756e6ba16b");
    byte[] packed = ByteBufUtil.decodeHexDump("93a174c400" + "81a56368756e6ba16b");
    assertThat(Decoding.of(forward)).containsExactly("FORWARD t a16b 0 13");
    assertThat(Decoding.of(packed)).containsExactly("PACKED_FORWARD t a16b 0 14");
  }
}
