package dev.logproof.forward.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Large frames are handled in time slices: other work runs in between, later frames follow, and
 * nothing is handed out before all is checked.
 */
class LargeFramesTest {
  private static final int EVENTS = 100_000;
  private static final byte[] ENTRIES = Frames.entries(Frames.seconds(7), EVENTS);
  private static final byte[] SMALL = Frames.message(Frames.seconds(1), Frames.nil());

  static Stream<byte[]> largeFrames() {
    return Stream.of(
        Frames.forward(Frames.seconds(7), EVENTS, Frames.nil()),
        Frames.packed(ENTRIES, Frames.nil()),
        Frames.packed(Frames.gzip(ENTRIES), Frames.gzipOption()),
        Frames.packed(Frames.zstd(ENTRIES), Frames.zstdOption()));
  }

  static Stream<Function<byte[], byte[]>> compressions() {
    return Stream.of(
        bytes -> Frames.packed(Frames.gzip(bytes), Frames.gzipOption()),
        bytes -> Frames.packed(Frames.zstd(bytes), Frames.zstdOption()));
  }

  private static Decoding impatient() {
    Decoding decoding = new Decoding(ForwardLimits.defaults());
    decoding.impatient();
    return decoding;
  }

  @ParameterizedTest
  @MethodSource("largeFrames")
  void emitsEventsInOrderHoweverFrameIsSplit(byte[] frame) {
    List<String> heard = Decoding.of(frame);
    assertThat(heard).hasSize(EVENTS + 1);
    assertThat(heard.get(0)).endsWith(" " + EVENTS + " " + frame.length);
    List<String> expected = new ArrayList<>(heard);
    expected.addAll(Decoding.of(SMALL));
    expected.addAll(heard);
    byte[] all = Frames.concat(frame, SMALL, frame);
    assertThat(Decoding.of(all).equals(expected)).isTrue();
    try (Decoding decoding = impatient()) {
      int piece = all.length / 7 + 1;
      for (int at = 0; at < all.length; at += piece) {
        decoding.feed(all, at, Math.min(piece, all.length - at));
      }
      decoding.settle();
      assertThat(decoding.heard().equals(expected)).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("largeFrames")
  void servesOtherConnectionsBetweenTurns(byte[] frame) {
    try (Decoding large = impatient();
        Decoding other = impatient()) {
      large.feed(frame);
      assertThat(large.heard().size()).isLessThan(EVENTS);
      other.feed(SMALL);
      assertThat(other.heard()).hasSize(2);
      assertThat(large.heard().size()).isLessThan(EVENTS);
      large.settle();
      assertThat(large.heard()).hasSize(EVENTS + 1);
    }
  }

  /** Closing proves that input behind the malformed bytes is released. */
  @ParameterizedTest
  @MethodSource("largeFrames")
  void releasesInputAfterMalformedBytes(byte[] frame) {
    try (Decoding decoding = impatient()) {
      decoding.feed(frame);
      decoding.feed(new byte[] {(byte) 0xc1});
      decoding.feed(SMALL);
      decoding.feed(SMALL);
      decoding.settle();
      assertThat(decoding.heard()).hasSize(EVENTS + 2);
      assertThat(decoding.heard().get(EVENTS + 1)).startsWith("malformed at ");
    }
  }

  @Test
  void holdsOneLargeFramePerLoop() {
    byte[] frame = Frames.packed(Frames.gzip(ENTRIES), Frames.gzipOption());
    try (Decoding first = impatient();
        Decoding second = impatient();
        Decoding third = impatient()) {
      List.of(first, second, third).forEach(each -> each.feed(frame));
      second.turn();
      third.turn();
      assertThat(second.heldBytes()).isLessThan(2L * frame.length + 2_048);
      second.abandon();
      first.abandon();
      third.settle();
      assertThat(third.heard()).hasSize(EVENTS + 1);
      assertThat(first.heard()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("compressions")
  void spreadsGrowingFramesOverTurns(Function<byte[], byte[]> compression) {
    byte[] bomb = compression.apply(Frames.entries(Frames.seconds(7), 10_000));
    byte[][] bombs = Stream.generate(() -> bomb).limit(20).toArray(byte[][]::new);
    try (Decoding decoding = impatient()) {
      decoding.feed(Frames.concat(bombs));
      assertThat(decoding.heard().size()).isBetween(10_001, 100_010);
      decoding.settle();
      assertThat(decoding.heard()).hasSize(200_020);
    }
  }

  @ParameterizedTest
  @MethodSource("compressions")
  void rejectsDecompressionBombWithoutEmittingEvents(Function<byte[], byte[]> compression) {
    ForwardLimits limits = new ForwardLimits(1 << 20, 3_000_000, 8);
    byte[] entries = Frames.concat(ENTRIES, ENTRIES);
    List<String> heard = Decoding.within(limits, SMALL, compression.apply(entries), SMALL);
    assertThat(heard).hasSize(3);
    assertThat(heard.get(2))
        .startsWith("malformed at ")
        .contains("decompresses to more than the limit of 3000000 bytes");
  }

  @ParameterizedTest
  @MethodSource("compressions")
  void flagsOnlyBadEntryAtEnd(Function<byte[], byte[]> compression) {
    List<String> heard =
        Decoding.of(compression.apply(Frames.concat(ENTRIES, new byte[] {1})), SMALL);
    assertThat(heard).hasSize(EVENTS + 4);
    assertThat(heard.get(EVENTS + 1)).startsWith("flawed ENTRY 1: ");
  }

  @ParameterizedTest
  @MethodSource("largeFrames")
  void emitsLastFrameAfterDisconnect(byte[] frame) {
    try (Decoding decoding = impatient()) {
      decoding.feed(Frames.concat(frame, SMALL));
      decoding.disconnect();
      decoding.settle();
      assertThat(decoding.heard()).hasSize(EVENTS + 3);
    }
  }

  @Test
  void rejectsTruncatedOrDamagedZstdFrame() {
    byte[] entries = Frames.entries(Frames.seconds(7), 4);
    byte[] member = Frames.zstd(entries);
    assertThat(zstd(Frames.concat(member, member))).hasSize(9);
    for (int cut = 0; cut < member.length; cut++) {
      byte[] head = Arrays.copyOf(member, cut);
      assertThat(zstd(head)).as("cut at %d", cut).hasSize(1);
      assertThat(zstd(Frames.concat(member, head))).hasSize(cut == 0 ? 5 : 1);
    }
    assertThat(zstd(Frames.concat(member, Frames.text("garbage"))).get(0)).contains("not zstd");
  }

  private static List<String> zstd(byte[] compressed) {
    return Decoding.of(Frames.packed(compressed, Frames.zstdOption()));
  }
}
