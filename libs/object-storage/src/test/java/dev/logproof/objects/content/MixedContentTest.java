package dev.logproof.objects.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records of several senders in one object. */
class MixedContentTest {
  private static final int RECORDS = 60;

  private static byte[] line(int number) {
    return ("{\"log\":\"GET /index.html?page=" + number * 7_919L + " 200 ~lp1~" + number + "~\"}\n")
        .getBytes(UTF_8);
  }

  private static byte[] lines(int from, int to) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    IntStream.range(from, to).forEach(number -> all.writeBytes(line(number)));
    return all.toByteArray();
  }

  private static byte[] read(byte[] stored, int bytesPerRead) throws IOException {
    try (InputStream in = ContentStream.ofText(new Network(stored, bytesPerRead))) {
      return in.readAllBytes();
    }
  }

  private static String records(byte[] text) {
    return new String(text, UTF_8).replaceAll("[\\r\\n]+", "\n").strip();
  }

  /** All pairs of formats with every separator. */
  static Stream<List<Object>> pairs() {
    List<List<Object>> pairs = new ArrayList<>();
    for (Compressed first : Compressed.values()) {
      for (Compressed second : Compressed.values()) {
        for (String between : List.of("", "\n", "\r\n")) {
          pairs.add(List.of(first, second, between));
        }
      }
    }
    return pairs.stream();
  }

  /** Hadoop's Snappy framing is recognized only where content begins. */
  private static boolean canFollow(Compressed form) {
    return form != Compressed.SNAPPY_HADOOP;
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void readsOrRejectsRecordsOfTwoAlternatingFormats(List<Object> pair) throws IOException {
    Compressed first = (Compressed) pair.get(0);
    Compressed second = (Compressed) pair.get(1);
    ByteArrayOutputStream stored = new ByteArrayOutputStream();
    for (int number = 0; number < RECORDS; number++) {
      stored.writeBytes((number % 2 == 0 ? first : second).of(line(number)));
      stored.writeBytes(((String) pair.get(2)).getBytes(UTF_8));
    }
    for (int bytesPerRead : new int[] {1, 100, 65_536}) {
      if (canFollow(first) && canFollow(second)) {
        assertThat(records(read(stored.toByteArray(), bytesPerRead)))
            .isEqualTo(records(lines(0, RECORDS)));
      } else {
        assertReadsAllOrRefuses(stored.toByteArray(), bytesPerRead, pair.toString());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Compressed.class)
  void readsEveryFormWithinEveryOther(Compressed outer) throws IOException {
    byte[] lines = lines(0, 2_000);
    for (Compressed inner : Compressed.values()) {
      assertThat(read(outer.of(inner.of(lines)), 1_000))
          .as("%s in %s", inner, outer)
          .isEqualTo(lines);
    }
  }

  @ParameterizedTest
  @EnumSource(Compressed.class)
  void readsCompressedRecordsInCompressedObject(Compressed outer) throws IOException {
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    for (int number = 0; number < RECORDS; number++) {
      records.writeBytes((number % 3 == 0 ? Compressed.PLAIN : Compressed.GZIP).of(line(number)));
    }
    assertThat(read(outer.of(records.toByteArray()), 1_000)).isEqualTo(lines(0, RECORDS));
  }

  @Test
  void refusesWhatIsCompressedTooManyTimes() throws IOException {
    byte[] bytes = lines(0, 100);
    for (int times = 0; times < 4; times++) {
      bytes = Compressed.GZIP.of(bytes);
    }
    assertThat(read(bytes, 100)).isEqualTo(lines(0, 100));
    byte[] oneMore = Compressed.GZIP.of(bytes);
    assertThatThrownBy(() -> read(oneMore, 100))
        .isInstanceOf(UnreadableContentException.class)
        .hasMessage("is compressed more than 4 times over, which is not read");
  }

  /** Formats without an end marker are valid when cut after the header. */
  private static int headerBytes(Compressed form) {
    return switch (form) {
      case SNAPPY_FRAMED -> 10;
      case SNAPPY_JAVA -> 16;
      default -> 0;
    };
  }

  /** True for a cut format that is valid text, such as ZIP's PK. */
  private static boolean isPlainText(byte[] bytes, int from) {
    return IntStream.range(from, bytes.length).allMatch(at -> bytes[at] >= ' ');
  }

  /** Truncated parts are reported. */
  @ParameterizedTest
  @EnumSource(value = Compressed.class, mode = EnumSource.Mode.EXCLUDE, names = "PLAIN")
  void refusesEveryFormThatIsCutAnywhere(Compressed form) throws IOException {
    byte[] first = form.of(lines(0, 3));
    byte[] second = form.of(lines(3, 6));
    byte[] stored = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, stored, first.length, second.length);
    for (int length = 1; length < stored.length; length++) {
      byte[] cut = Arrays.copyOf(stored, length);
      int left = length < first.length ? length : length - first.length;
      if (!isPlainText(cut, length - left) && left != headerBytes(form)) {
        assertThatThrownBy(() -> read(cut, 100))
            .as("%s, %d of %d", form, cut.length, stored.length)
            .isInstanceOf(UnreadableContentException.class);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void readsOrRejectsRandomSequenceOfFormats(long seed) throws IOException {
    Random random = new Random(seed);
    int refused = 0;
    for (int object = 0; object < 150; object++) {
      RandomObject made = RandomObject.of(random, RECORDS, MixedContentTest::lines);
      String told = "seed " + seed + ", object " + object + ": " + made;
      refused += assertReadsAllOrRefuses(made.bytes(), 1 + random.nextInt(5_000), told) ? 0 : 1;
    }
    assertThat(refused).as("seed %d", seed).isBetween(10, 140);
  }

  /** Returns false if the object was rejected. */
  private static boolean assertReadsAllOrRefuses(byte[] stored, int bytesPerRead, String told) {
    try {
      String text = new String(read(stored, bytesPerRead), UTF_8);
      for (int number = 0; number < RECORDS; number++) {
        assertThat(text).as(told).contains(new String(line(number), UTF_8).strip());
      }
      return true;
    } catch (UnreadableContentException e) {
      return false;
    } catch (IOException e) {
      throw new AssertionError(told, e);
    }
  }
}
