package dev.logproof.forward.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every form of frame is decoded, wherever the network cuts it. */
class ForwardDecoderTest {
  private static final int AT = 1_700_000_000;
  private static final String CHUNK_HEX =
      ByteBufUtil.hexDump(Frames.pack(p -> p.packString("id=\n")));

  static Stream<Arguments> frames() {
    byte[] entries = Frames.entries(Frames.eventTime(AT, 5), 3);
    byte[] plainTimes = Frames.entries(Frames.seconds(AT), 3);
    byte[] members = Frames.concat(Frames.gzip(entries), Frames.gzip(plainTimes));
    return Stream.of(
        Arguments.of("MESSAGE - 1 0", Frames.message(Frames.seconds(AT), Frames.nil())),
        Arguments.of("MESSAGE - 1 5", Frames.message(Frames.eventTime(AT, 5), Frames.nil())),
        Arguments.of("MESSAGE - 1 5", Frames.message(Frames.longEventTime(AT, 5), Frames.nil())),
        Arguments.of("MESSAGE c 1 0", Frames.message(Frames.seconds(AT), Frames.chunk("id=\n"))),
        Arguments.of("FORWARD - 3 0", Frames.forward(Frames.seconds(AT), 3, Frames.nil())),
        Arguments.of(
            "FORWARD c 3 5", Frames.forward(Frames.eventTime(AT, 5), 3, Frames.chunk("id=\n"))),
        Arguments.of("PACKED_FORWARD - 3 5", Frames.packed(entries, Frames.nil())),
        Arguments.of("PACKED_FORWARD c 3 0", Frames.packed(plainTimes, Frames.chunk("id=\n"))),
        Arguments.of(
            "COMPRESSED_PACKED_FORWARD c 6 5", Frames.packed(members, Frames.compressed("id=\n"))));
  }

  @ParameterizedTest
  @MethodSource("frames")
  void aFrameIsReadWhole(String summary, byte[] frame) {
    String[] words = summary.split(" ", -1);
    List<String> heard = Decoding.of(frame);
    String chunk = words[1].equals("c") ? CHUNK_HEX : "-";
    int events = Integer.parseInt(words[2]);
    assertThat(heard.get(0))
        .isEqualTo(words[0] + " frontend-apache " + chunk + " " + events + " " + frame.length);
    assertThat(heard).hasSize(1 + events);
    for (int i = 0; i < events; i++) {
      String nanos = i < 3 ? words[3] : "0";
      String record = ByteBufUtil.hexDump(Frames.pack(Frames.record("line " + i % 3)));
      assertThat(heard.get(1 + i)).isEqualTo(AT + "." + nanos + " " + record);
    }
  }

  @ParameterizedTest
  @MethodSource("frames")
  void itDoesNotMatterWhereAFrameIsCut(String summary, byte[] frame) {
    byte[] two = Frames.concat(frame, frame);
    List<String> whole = Decoding.of(two);
    for (int cut = 1; cut < two.length; cut++) {
      byte[] head = Arrays.copyOf(two, cut);
      byte[] tail = Arrays.copyOfRange(two, cut, two.length);
      assertThat(Decoding.of(head, tail)).as("%s cut at %d", summary, cut).isEqualTo(whole);
    }
  }

  @ParameterizedTest
  @MethodSource("frames")
  void aFrameMayArriveByteByByte(String summary, byte[] frame) {
    try (Decoding decoding = new Decoding(ForwardLimits.defaults())) {
      for (int i = 0; i < frame.length; i++) {
        assertThat(decoding.heard()).as(summary).isEmpty();
        decoding.feed(new byte[] {frame[i]});
        assertThat(decoding.atFrameBoundary()).isEqualTo(i == frame.length - 1);
      }
      assertThat(decoding.heard()).isEqualTo(Decoding.of(frame));
    }
  }

  @ParameterizedTest
  @MethodSource("frames")
  void aFrameThatNeverEndsIsNotHandled(String summary, byte[] frame) {
    for (int cut = 0; cut < frame.length; cut++) {
      assertThat(Decoding.of(Arrays.copyOf(frame, cut))).as(summary).isEmpty();
    }
  }

  @Test
  void nilAloneIsIgnored() {
    byte[] frame = Frames.message(Frames.seconds(AT), Frames.nil());
    byte[] nil = {(byte) 0xc0};
    assertThat(Decoding.of(Frames.concat(nil, frame, nil, nil, frame))).hasSize(4);
  }

  @Test
  void aMessageMayLeaveTheOptionOut() {
    byte[] frame =
        Frames.pack(
            packer -> {
              packer.packArrayHeader(3).packString("t").packInt(AT);
              Frames.record("x").into(packer);
            });
    assertThat(Decoding.of(frame).get(0)).startsWith("MESSAGE t - 1");
  }

  @Test
  void nilAndZeroTimesMeanNow() {
    assertThat(Decoding.of(Frames.message(Frames.nil(), Frames.nil())).get(1)).startsWith("0.0 ");
    assertThat(Decoding.of(Frames.message(Frames.seconds(0), Frames.nil())).get(1))
        .startsWith("0.0 ");
  }

  @Test
  void aTimeMayCarryMetadata() {
    Frames.Packing withMetadata =
        packer -> {
          packer.packArrayHeader(2);
          Frames.seconds(AT).into(packer);
          packer.packMapHeader(0);
        };
    assertThat(Decoding.of(Frames.message(withMetadata, Frames.nil())).get(1))
        .startsWith(AT + ".0 ");
    assertThat(Decoding.of(Frames.forward(withMetadata, 2, Frames.nil())).get(1))
        .startsWith(AT + ".0 ");
  }

  @Test
  void manyFramesInOneReadAreAllHandled() {
    byte[] frame = Frames.message(Frames.seconds(AT), Frames.nil());
    byte[] many = Frames.concat(Collections.nCopies(1_000, frame).toArray(byte[][]::new));
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      expected.addAll(Decoding.of(frame));
    }
    assertThat(Decoding.of(many)).isEqualTo(expected);
  }
}
