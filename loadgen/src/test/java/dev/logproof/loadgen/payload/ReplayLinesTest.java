package dev.logproof.loadgen.payload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines of a file, byte for byte, in turn, over and over. */
class ReplayLinesTest {
  @TempDir Path directory;

  @Test
  void sourcesShareTheLinesAndStartAgainAtTheEnd() throws IOException {
    Path file = write("a\nb\r\n\nd");
    assertThat(read(file, 0, 2, 5)).containsExactly("a", "", "a", "", "a");
    assertThat(read(file, 1, 2, 5)).containsExactly("b\r", "d", "b\r", "d", "b\r");
    assertThat(read(file, 2, 3, 3)).containsExactly("", "b\r", "a");
  }

  @Test
  void bytesThatAreNoTextArriveAsTheyAre() throws IOException {
    String odd = "\u0000\u00ff\u00fe~\"\\\u0080";
    assertThat(read(write(odd + "\nx\n"), 0, 1, 2)).containsExactly(odd, "x");
  }

  @Test
  void linesLongerThanTheBufferAreWhole() throws IOException {
    String line = "0123456789".repeat(50_000);
    assertThat(read(write(line + "\nx\n" + line), 0, 1, 3)).containsExactly(line, "x", line);
  }

  @Test
  void aCompressedFileIsSeen() throws IOException {
    Path file = directory.resolve("log");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("a\nb\n".getBytes(ISO_8859_1));
    }
    assertThat(read(file, 0, 1, 3)).containsExactly("a", "b", "a");
  }

  @Test
  void aFileWithoutLinesOrWithOneTooLongIsRefused() throws IOException {
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
    ReplayLines lines = new ReplayLines(file, source, sources, longest);
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
