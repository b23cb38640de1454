package dev.logproof.verify.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.commandline.Program;
import dev.logproof.record.result.Json;
import dev.logproof.record.result.VerdictResult;
import dev.logproof.record.tracer.Tracer;
import dev.logproof.record.tracer.TracerText;
import dev.logproof.verify.journal.LoadRuns;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Runs and destinations that look better than they are do not pass. */
class FlatteringEvidenceTest {
  private static final long TRACERS = 100;

  @TempDir Path temp;
  private final Instant end = Instant.now().minusSeconds(90);
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path journals = Path.of("");
  private Path destination = Path.of("");

  @BeforeEach
  void createDirectories() throws IOException {
    journals = Files.createDirectory(temp.resolve("journals"));
    destination = Files.createDirectory(temp.resolve("destination"));
  }

  private int run(String... more) {
    List<String> words =
        new ArrayList<>(List.of("tracers", "--settle=0s", "--quiet", "--format=json"));
    words.addAll(List.of("--journal=" + journals, "--directory=" + destination));
    words.addAll(List.of(more));
    out.getBuffer().setLength(0);
    CommandLine line = Program.commandLine(new VerifyCommand(), Map.of());
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return line.execute(words.toArray(String[]::new));
  }

  private VerdictResult verdict(int exitCode, String... more) throws IOException {
    assertThat(run(more)).as("%s%s", out, err).isEqualTo(exitCode);
    return Json.parse(out.toString(), VerdictResult.class);
  }

  private static String lines(String runId, int source, Instant sent, LongPredicate which) {
    StringBuilder lines = new StringBuilder();
    for (long n = 0; n < TRACERS; n++) {
      if (which.test(n)) {
        Tracer tracer = new Tracer(runId, source, n, sent.toEpochMilli() * 1_000);
        lines.append(TracerText.format(tracer)).append('\n');
      }
    }
    return lines.toString();
  }

  private void put(String name, String content) throws IOException {
    Files.write(destination.resolve(name), content.getBytes(UTF_8));
  }

  private void putAll(String runId, LongPredicate ofFirstSource) throws IOException {
    Instant sent = end.minusSeconds(30);
    put(runId + "-0", lines(runId, 0, sent, ofFirstSource));
    put(runId + "-1", lines(runId, 1, sent, n -> true));
  }

  /** An accepted tracer is lost; the loss is firm if the receiver acknowledges. */
  @ParameterizedTest
  @CsvSource({
    "chunk, --threshold=lost<=5, 2",
    "chunk, --require=90%, 2",
    "chunk, --threshold=lost<=0, 1",
    "chunk, --threshold=lost-acked<=0, 1",
    "chunk, --threshold=reliability>=99.9%, 1",
    "none, --threshold=lost<=0, 2",
    "none, --threshold=lost<=5, 2"
  })
  void neverPassesRunCutOffAndFailsByFirmLosses(String ackMode, String asked, int code)
      throws IOException {
    LoadRuns.cutOff(journals.resolve("r"), "r", end, ackMode);
    putAll("r", n -> n != 7);
    assertThat(verdict(code, asked).lost()).isEqualTo(1);
  }

  @Test
  void ignoresTracersOfEarlierRunWithSameId() throws IOException {
    LoadRuns.whole(journals.resolve("r"), "r", end);
    putAll("r", n -> n < 50);
    Instant start = end.minusSeconds(60);
    put("earlier", lines("r", 0, start.minusMillis(1), n -> n >= 50));
    VerdictResult result = verdict(1);
    assertThat(result.lost()).isEqualTo(50);
    assertThat(result.unexpected()).isEqualTo(50);
    assertThat(result.reasons().toString()).contains("r sent at another time");
    put("earlier", lines("r", 0, start, n -> n >= 50));
    assertThat(verdict(0).lost()).isZero();
  }

  @Test
  void ignoresTracersOfLaterRunWithSameId() throws IOException {
    LoadRuns.whole(journals.resolve("r"), "r", end.minus(Duration.ofMinutes(10)));
    Instant sent = end.minus(Duration.ofMinutes(10)).minusSeconds(30);
    put("r-0", lines("r", 0, sent, n -> n < 50));
    put("r-1", lines("r", 1, sent, n -> true));
    put("later", lines("r", 0, end, n -> n >= 50));
    assertThat(verdict(1).lost()).isEqualTo(50);
  }

  @Test
  void mergesSegmentsWithDifferentStartTimes() throws IOException {
    LoadRuns.segment(journals.resolve("1"), "r", end, 1, 2);
    LoadRuns.segment(journals.resolve("2"), "r", end.minusSeconds(20), 2, 2);
    put("r-0", lines("r", 0, end.minusSeconds(10), n -> true));
    put("r-1", lines("r", 1, end.minusSeconds(75), n -> true));
    assertThat(verdict(0).observed()).isEqualTo(200);
  }

  @Test
  void isUnknownForEmptyJournal() throws IOException {
    LoadRuns.whole(journals.resolve("r"), "r", end);
    Path empty = Files.createDirectory(journals.resolve("killed")).resolve("sent.jsonl");
    Files.createFile(empty);
    putAll("r", n -> true);
    put("killed", lines("killed", 0, end, n -> n < 60));
    assertThat(verdict(2).reasons().get(0)).contains("killed", "empty journal");
    Files.setLastModifiedTime(empty, FileTime.from(end.minus(Duration.ofDays(1))));
    assertThat(verdict(0).runIds()).containsExactly("r");
  }

  @Test
  void isUnknownForRunWithoutTracersBesidePassingRun() throws IOException {
    LoadRuns.whole(journals.resolve("r"), "r", end);
    LoadRuns.silent(journals.resolve("silent"), "silent", end);
    putAll("r", n -> true);
    assertThat(verdict(2).reasons()).contains("run silent sent no tracer");
  }

  @Test
  void failsOnTracerNeverSent() throws IOException {
    LoadRuns.whole(journals.resolve("r"), "r", end);
    putAll("r", n -> true);
    put("impossible", lines("r", 2, end.minusSeconds(30), n -> n == 0));
    assertThat(verdict(1).reasons().get(0)).contains("never sent");
  }

  @Test
  void takesTimeOfKilledRunFromLastMark() throws IOException {
    LoadRuns.cutOff(journals.resolve("old"), "old", end.minus(Duration.ofHours(5)), "none");
    assertThat(run("--since=1h")).isEqualTo(2);
    assertThat(err.toString()).contains("holds no run that was under way since");
    LoadRuns.cutOff(journals.resolve("new"), "new", end, "none");
    Path file = journals.resolve("new").resolve("sent.jsonl");
    Files.setLastModifiedTime(file, FileTime.from(end.minus(Duration.ofDays(2))));
    putAll("new", n -> true);
    assertThat(verdict(2, "--since=1h").runIds()).containsExactly("new");
  }

  /** The unreadable object may hold the missing tracer. */
  @ParameterizedTest
  @ValueSource(
      strings = {"BZh91AY&SY\u00e5\u0001", "PAR1\u0015\u0004", "\u001f\u008b\u0008\0\0", "a\0b\0"})
  void isUnknownForUnreadableObject(String bytes) throws IOException {
    LoadRuns.whole(journals.resolve("r"), "r", end);
    putAll("r", n -> n != 7);
    Files.write(destination.resolve("strange"), bytes.getBytes(ISO_8859_1));
    VerdictResult result = verdict(2);
    assertThat(result.reasons().toString()).contains("object strange cannot be read");
    assertThat(result.lost()).isEqualTo(1);
    assertThat(verdict(2, "--threshold=lost<=5").verdict()).isEqualTo("unknown");
  }

  @Test
  void isUnknownForEmptyObjects() throws IOException {
    LoadRuns.whole(journals.resolve("r"), "r", end);
    put("empty", "");
    assertThat(verdict(2).reasons().get(0)).contains("nothing was read");
  }

  @Test
  void isUnknownForRecordsInBase64() throws IOException {
    LoadRuns.whole(journals.resolve("r"), "r", end);
    String lines = lines("r", 0, end.minusSeconds(30), n -> true);
    put("r-1", lines("r", 1, end.minusSeconds(30), n -> true));
    put(
        "r-0",
        lines
            .lines()
            .map(line -> base64("GET /index.html " + line))
            .collect(Collectors.joining("\n")));
    assertThat(verdict(2).reasons().toString()).contains("r-0", "base64");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  /** The files have times of another time zone. */
  @Test
  void readsFilesOlderThanRun() throws IOException {
    LoadRuns.whole(journals.resolve("r"), "r", end);
    putAll("r", n -> true);
    FileTime old = FileTime.from(end.minus(Duration.ofHours(10)));
    Files.setLastModifiedTime(destination.resolve("r-0"), old);
    assertThat(verdict(0).observed()).isEqualTo(200);
    Files.setLastModifiedTime(destination.resolve("r-1"), old);
    assertThat(verdict(2).reasons().get(0)).contains("nothing was read");
  }

  @Test
  void readsDirectoryThroughLink() throws IOException {
    LoadRuns.whole(journals.resolve("r"), "r", end);
    putAll("r", n -> true);
    destination = Files.createSymbolicLink(temp.resolve("link"), destination);
    assertThat(verdict(0).observed()).isEqualTo(200);
  }

  @Test
  void repeatsVerdictOfSameRun() throws IOException {
    LoadRuns.whole(journals.resolve("r"), "r", end);
    putAll("r", n -> n != 7);
    assertThat(verdict(1)).isEqualTo(verdict(1));
  }

  @Test
  void isUnknownForConcurrentRunWithSameId() throws IOException {
    LoadRuns.whole(journals.resolve("r"), "r", end);
    putAll("r", n -> n != 7);
    put("other-run", lines("r", 0, end.minusSeconds(29), n -> true));
    assertThat(verdict(2).reasons().get(0)).contains("two runs have this id");
  }

  /** The directory also holds files of earlier runs. */
  @Test
  void ignoresOldDamagedFilesUnlessTracersAreMissing() throws IOException {
    LoadRuns.whole(journals.resolve("r"), "r", end);
    putAll("r", n -> true);
    put("damaged", "~lp1~of an earlier test");
    put("table.parquet", "PAR1\u0015\u0004");
    FileTime old = FileTime.from(end.minus(Duration.ofDays(3)));
    Files.setLastModifiedTime(destination.resolve("damaged"), old);
    Files.setLastModifiedTime(destination.resolve("table.parquet"), old);
    assertThat(verdict(0).corrupt()).isZero();
    put("r-0", lines("r", 0, end.minusSeconds(30), n -> n != 7));
    assertThat(verdict(2).reasons().toString()).contains("table.parquet cannot be read");
  }
}
