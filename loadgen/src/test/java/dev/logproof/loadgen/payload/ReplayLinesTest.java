package dev.logproof.loadgen.payload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests order, loop and compression of replayed lines. */
class ReplayLinesTest {
  @TempDir Path directory;

  @Test
  void dividesLinesAmongSourcesAndRepeats() throws IOException {
    Path file = write("a\nb\r\n\nd");
    assertThat(read(file, 0, 2, 5)).containsExactly("a", "", "a", "", "a");
    assertThat(read(file, 1, 2, 5)).containsExactly("b\r", "d", "b\r", "d", "b\r");
    assertThat(read(file, 2, 3, 3)).containsExactly("", "b\r", "a");
  }

  @Test
  void keepsBytesThatAreNotText() throws IOException {
    String odd = "\u0000\u00ff\u00fe~\"\\\u0080";
    assertThat(read(write(odd + "\nx\n"), 0, 1, 2)).containsExactly(odd, "x");
  }

  @Test
  void readsLinesLongerThanBuffer() throws IOException {
    String line = "0123456789".repeat(50_000);
    assertThat(read(write(line + "\nx\n" + line), 0, 1, 3)).containsExactly(line, "x", line);
  }

  @Test
  void readsCompressedFile() throws IOException {
    Path file = directory.resolve("log");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("a\nb\n".getBytes(ISO_8859_1));
    }
    assertThat(read(file, 0, 1, 3)).containsExactly("a", "b", "a");
  }

  /** Lines alternate between the two forms. */
  @ParameterizedTest
  @CsvSource({
    "gzip, gzip, ''",
    "gzip, gzip, '\n'",
    "gzip, plain, ''",
    "plain, gzip, ''",
    "plain, zlib, ''",
    "zlib, zlib, '\n'",
    "zlib, gzip, ''",
    "gzip in gzip, plain, ''"
  })
  void readsLinesThatWereCompressedOneByOne(String odd, String even, String between)
      throws IOException {
    ByteArrayOutputStream stored = new ByteArrayOutputStream();
    List<String> lines = new ArrayList<>();
    for (int number = 0; number < 100; number++) {
      lines.add("GET /page/" + number * 7_919L + "?of=" + number + " 200");
      byte[] line = (lines.get(number) + "\n").getBytes(ISO_8859_1);
      stored.writeBytes(compressed(number % 2 == 0 ? even : odd, line));
      stored.writeBytes(between.replace("\\n", "\n").getBytes(ISO_8859_1));
    }
    Path file = Files.write(directory.resolve("log"), stored.toByteArray());
    List<String> read = read(file, 0, 1, between.isEmpty() ? 100 : 200);
    read.removeIf(String::isEmpty);
    assertThat(read).isEqualTo(lines);
    Path whole = Files.write(directory.resolve("log"), compressed("gzip", stored.toByteArray()));
    assertThat(read(whole, 0, 1, 100)).contains(lines.get(40));
  }

  private static byte[] compressed(String form, byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    switch (form) {
      case "gzip" -> {
        try (OutputStream gzip = new GZIPOutputStream(out)) {
          gzip.write(bytes);
        }
      }
      case "zlib" -> {
        try (OutputStream zlib = new DeflaterOutputStream(out)) {
          zlib.write(bytes);
        }
      }
      case "gzip in gzip" -> out.writeBytes(compressed("gzip", compressed("gzip", bytes)));
      default -> out.writeBytes(bytes);
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @CsvSource({
    "'BZh91AY&SY\u00e5', holds bzip2",
    "'PAR1\u0015\u0004', holds Parquet",
    "'\u00fd7zXZ\u0000', holds xz",
    "'\u001f\u008b\b\u0000', a GZIP member is cut"
  })
  void refusesAFileThatCannotBeReadAndSaysWhatIsExpected(String bytes, String found)
      throws IOException {
    Path file = write(bytes);
    assertThatThrownBy(() -> ReplayLines.longest(file))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(file.toString(), found, "expected lines, plain or compressed");
  }

  @Test
  void rejectsFileWithoutLinesOrWithTooLongLine() throws IOException {
    Path empty = write("");
    assertThatThrownBy(() -> ReplayLines.longest(empty)).hasMessageContaining("holds no line");
    Path huge = write("x".repeat(ReplayLines.MAX_LINE_BYTES + 1));
    assertThatThrownBy(() -> ReplayLines.longest(huge)).hasMessageContaining("1000000 bytes");
  }

  private Path write(String content) throws IOException {
    return Files.write(directory.resolve("access.log"), content.getBytes(ISO_8859_1));
  }

  private static List<String> read(Path file, int source, int sources, int count)
      throws IOException {
    int longest = ReplayLines.longest(file);
    ReplayLines lines = new ReplayLines(file, new ReplayLines.Share(source, sources), longest);
    List<String> read = new ArrayList<>();
    ByteBuffer out = ByteBuffer.allocate(longest);
    for (int line = 0; line < count; line++) {
      out.clear();
      lines.write(out, 0);
      read.add(new String(out.array(), 0, out.position(), ISO_8859_1));
    }
    return read;
  }
}
