package dev.logproof.aggregator.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logproof.aggregator.buffer.EventOutcomes;
import dev.logproof.aggregator.config.SecondaryConfig.ToFile;
import dev.logproof.aggregator.metrics.Ledger;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events at the retry limit are in the secondary, or else in the dead letters. */
class SecondaryFileTest {
  @TempDir Path directory;

  private static List<byte[]> events(String... texts) {
    return List.of(texts).stream().map(text -> text.getBytes(UTF_8)).toList();
  }

  @Test
  void numbersFiles() throws IOException {
    SecondaryFile file = new SecondaryFile(new ToFile(directory, "dump.bin", "", false, false));
    file.keep(events("a\n", "b"));
    file.keep(events("c"));
    assertThat(directory.resolve("dump.bin.0")).hasContent("a\nb\n");
    assertThat(directory.resolve("dump.bin.1")).hasContent("c\n");
    assertThat(directory).isDirectoryContaining("glob:**dump.bin.0");
  }

  @Test
  void appendsCompressed() throws IOException {
    SecondaryFile file =
        new SecondaryFile(new ToFile(directory.resolve("new"), "f", ".log", true, true));
    file.keep(events("a"));
    file.keep(events("b"));
    try (GZIPInputStream in =
        new GZIPInputStream(Files.newInputStream(directory.resolve("new/f.log.gz")))) {
      assertThat(in.readAllBytes()).asString(UTF_8).isEqualTo("a\nb\n");
    }
  }

  @Test
  void namesFileAfterChunk() throws IOException {
    new SecondaryFile(new ToFile(directory, "x-${chunk_id}", "", false, false)).keep(events("a"));
    try (var files = Files.list(directory)) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .singleElement()
          .asString()
          .matches("x-[0-9a-f]{32}\\.0");
    }
  }

  @Test
  void leavesFileAsItWasAfterFailure() throws IOException {
    Path file = directory.resolve("f");
    WholeFiles files = new WholeFiles(false);
    files.append(file, out -> out.write('a'));
    assertThatThrownBy(
            () ->
                files.append(
                    file,
                    out -> {
                      out.write('b');
                      throw new IOException("planted");
                    }))
        .hasMessage("planted");
    assertThat(file).hasContent("a");
  }

  @Test
  void printsToStdout() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new SecondaryStdout(new PrintStream(out, true, UTF_8)).keep(events("a", "b\n"));
    assertThat(out.toString(UTF_8)).isEqualTo("a\nb\n");
  }

  @Test
  void keepsDeadLettersIfSecondaryFails() throws IOException {
    List<String> dead = new ArrayList<>();
    Ledger ledger = new Ledger();
    Path notDirectory = Files.createFile(directory.resolve("plain"));
    EventOutcomes outcomes =
        new EventOutcomes(
            ledger,
            (reason, event) -> dead.add(reason),
            new SecondaryFile(new ToFile(notDirectory, "f", "", false, false)));
    ledger.received(2, 0);
    ledger.held(2);
    outcomes.giveUp(events("a", "b"), "out", "no");
    assertThat(dead).containsExactly("retry limit: no", "retry limit: no");
    assertThat(ledger.accounting().line())
        .isEqualTo("accounting: received=2 delivered=0 rejected=2 (retry_limit=2) pending=0");
  }
}
