package dev.logproof.forward.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.forward.decode.ReferenceReader.Validity;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** For randomly changed frames, the decoder agrees with a reference reader. */
class RandomFramesTest {
  private static final int ROUNDS = 20_000;

  private static byte[] changed(SplittableRandom random) {
    List<Sample> samples = Samples.ALL;
    byte[] frame = samples.get(random.nextInt(samples.size())).frame();
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      int at = random.nextInt(random.nextBoolean() ? frame.length : Math.min(40, frame.length));
      frame[at] = (byte) (random.nextBoolean() ? random.nextInt() : frame[at] + 1);
    }
    return random.nextInt(4) == 0 ? Arrays.copyOf(frame, random.nextInt(frame.length)) : frame;
  }

  /** Created once, since each is expensive. */
  private static final class Samples {
    private static final List<Sample> ALL = Sample.all();
  }

  @Test
  void agreesWithReferenceReaderOnChangedFrames() {
    EnumMap<Validity, Integer> classified = new EnumMap<>(Validity.class);
    for (long seed = 0; seed < ROUNDS; seed++) {
      byte[] frame = changed(new SplittableRandom(seed));
      Validity expected = ReferenceReader.classify(frame);
      List<String> heard = Decoding.of(frame);
      boolean flawed =
          heard.stream()
              .skip(1)
              .takeWhile(each -> !each.matches("[A-Zm](?s:.*)"))
              .anyMatch(each -> each.startsWith("flawed "));
      String first = (heard.isEmpty() ? "nothing" : heard.get(0)) + (flawed ? " FLAWED" : "");
      String form =
          switch (expected) {
            case LEGAL -> "[A-Z_]+ (?s:.*)(?<! FLAWED)";
            case FLAWED -> "[A-Z_]+ (?s:.*) FLAWED";
            case MALFORMED -> "malformed at .*";
            case CUT -> "malformed at .*|nothing";
            case UNDECIDED -> "(?s:.*)";
          };
      assertThat(first).as("seed %d", seed).matches(form);
      classified.merge(expected, 1, Integer::sum);
    }
    for (Validity each : List.of(Validity.LEGAL, Validity.FLAWED, Validity.CUT)) {
      assertThat(classified.get(each)).as("%s of %s", each, classified).isGreaterThan(ROUNDS / 20);
    }
  }

  @Test
  void decodesSplitFramesLikeWholeOnes() {
    for (long seed = 0; seed < ROUNDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      byte[] frame = Frames.concat(changed(random), changed(random));
      int first = random.nextInt(frame.length + 1);
      int second = random.nextInt(first, frame.length + 1);
      List<String> inPieces =
          Decoding.of(
              Arrays.copyOf(frame, first),
              Arrays.copyOfRange(frame, first, second),
              Arrays.copyOfRange(frame, second, frame.length));
      assertThat(inPieces).as("seed %d", seed).isEqualTo(Decoding.of(frame));
    }
  }
}
