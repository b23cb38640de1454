package dev.logproof.verify.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.record.tracer.SequenceRanges;
import dev.logproof.record.tracer.Tracer;
import dev.logproof.record.tracer.TracerText;
import dev.logproof.verify.check.ExpectedRun;
import dev.logproof.verify.check.Outcome;
import dev.logproof.verify.check.TracerCheck;
import dev.logproof.verify.source.ObjectSource.Listing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that grow, are replaced or are links count with their final content. */
class ReplacedObjectsTest {
  private static final int TRACERS = 200;

  @TempDir Path temp;
  private Path directory = Path.of("");
  private DestinationScan scan;

  @BeforeEach
  void open() throws IOException {
    directory = Files.createDirectory(temp.resolve("objects"));
    ExpectedRun run =
        new ExpectedRun(
            "r",
            List.of(new ExpectedRun.Source(TRACERS, SequenceRanges.firstOf(TRACERS), TRACERS)),
            ExpectedRun.Firmness.ALL_ATTEMPTED);
    scan =
        new DestinationScan(
            new DirectorySource(directory),
            new TracerCheck(List.of(run), Set.of()),
            Duration.ofMinutes(15),
            2);
  }

  @AfterEach
  void close() {
    scan.close();
  }

  private static byte[] lines(int from, int to) {
    StringBuilder lines = new StringBuilder();
    for (int n = from; n < to; n++) {
      lines.append(TracerText.format(new Tracer("r", 0, n, 1))).append('\n');
    }
    return lines.toString().getBytes(UTF_8);
  }

  private Outcome look() throws IOException, InterruptedException {
    scan.look(Instant.EPOCH, Listing.RECENT_FOLDERS, () -> true);
    return scan.check().outcome();
  }

  @Test
  void countsAGrowingFileOnce() throws Exception {
    Path other = directory.resolve("other");
    Files.write(other, lines(150, TRACERS));
    Path growing = directory.resolve("growing");
    Files.write(growing, lines(0, 100));
    assertThat(look().observed()).isEqualTo(150);
    Files.write(growing, lines(100, 150), StandardOpenOption.APPEND);
    Outcome outcome = look();
    assertThat(outcome.observed()).isEqualTo(TRACERS);
    assertThat(outcome.duplicated()).isZero();
    assertThat(scan.objects()).isEqualTo(2);
    assertThat(scan.bytes()).isEqualTo(Files.size(growing) + Files.size(other));
  }

  @Test
  void retractsCorruptTracerOnceFileIsComplete() throws Exception {
    byte[] whole = lines(0, TRACERS);
    Path growing = directory.resolve("growing");
    Files.write(growing, java.util.Arrays.copyOf(whole, whole.length - 10));
    assertThat(look().corrupt()).isEqualTo(1);
    Files.write(growing, whole);
    assertThat(look().corrupt()).isZero();
    assertThat(scan.check().nothingMissing()).isTrue();
  }

  @Test
  void retractsTracersOfReplacedFile() throws Exception {
    Path file = directory.resolve("file");
    Files.write(file, lines(0, TRACERS));
    assertThat(look().lost()).isZero();
    Files.write(file, lines(0, 50));
    assertThat(look().lost()).isEqualTo(150);
  }

  @Test
  void readsDirectoriesBehindLinks() throws Exception {
    Path elsewhere = Files.createDirectory(temp.resolve("elsewhere"));
    Files.write(elsewhere.resolve("file"), lines(0, TRACERS));
    Files.createSymbolicLink(directory.resolve("link"), elsewhere);
    assertThat(look().lost()).isZero();
  }
}
