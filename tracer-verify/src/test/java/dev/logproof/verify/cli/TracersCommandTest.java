package dev.logproof.verify.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.commandline.Program;
import dev.logproof.record.result.Json;
import dev.logproof.record.result.VerdictResult;
import dev.logproof.record.result.VerdictResult.SourceRanges;
import dev.logproof.record.tracer.SequenceRanges;
import dev.logproof.record.tracer.Tracer;
import dev.logproof.record.tracer.TracerText;
import dev.logproof.verify.journal.LoadRuns;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.zip.GZIPOutputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import picocli.CommandLine;

/** Runs the command on journals and a real S3 endpoint. */
class TracersCommandTest {
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("yyyy/MM/dd/HH/", Locale.ROOT).withZone(ZoneOffset.UTC);

  @TempDir static Path storage;
  private static LocalS3 s3;

  @TempDir Path results;
  private final Instant end = Instant.now().minusSeconds(90);
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String bucket = "";

  @BeforeAll
  static void startS3() throws IOException {
    s3 = LocalS3.start(storage);
  }

  @AfterAll
  static void stopS3() throws IOException {
    s3.close();
  }

  @BeforeEach
  void createBucket(TestInfo test) {
    bucket = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
    bucket = bucket.substring(0, Math.min(40, bucket.length()));
    s3.createBucket(bucket);
  }

  private int run(String... more) {
    List<String> words =
        new ArrayList<>(List.of("tracers", "--since", "1h", "--settle", "0s", "--quiet"));
    words.addAll(List.of(more));
    CommandLine line =
        Program.commandLine(
            new VerifyCommand(),
            Map.of("LOGPROOF_S3", "s3://" + bucket, "LOGPROOF_JOURNAL", results.toString()));
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return line.execute(words.toArray(String[]::new));
  }

  private VerdictResult verdict(int exitCode) throws IOException {
    assertThat(run("--format", "json")).as("%s", err).isEqualTo(exitCode);
    assertThat(out.toString().lines()).hasSize(1);
    return Json.parse(out.toString(), VerdictResult.class);
  }

  private void assertOneLine(int exitCode, String names, String... words) {
    assertThat(run(words)).as("%s", err).isEqualTo(exitCode);
    assertThat(err.toString().lines()).as("%s", err).hasSize(1);
    assertThat(err.toString()).contains(names);
    assertThat(out.toString()).isEmpty();
  }

  private String tracer(String runId, int source, long sequence) {
    long micros = end.minusSeconds(30).toEpochMilli() * 1_000;
    return TracerText.format(new Tracer(runId, source, sequence, micros));
  }

  private String lines(String runId, int source, LongPredicate which) {
    StringBuilder lines = new StringBuilder();
    for (long n = 0; n < 100; n++) {
      if (which.test(n)) {
        lines.append("{\"log\":\"GET / ").append(tracer(runId, source, n)).append("\"}\n");
      }
    }
    return lines.toString();
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }

  private void put(String key, String content) {
    s3.put(bucket, key, key.endsWith(".gz") ? gzip(content) : content.getBytes(UTF_8));
  }

  private void putEverything(String runId) {
    put(runId + "/" + HOUR.format(end) + "0.gz", lines(runId, 0, n -> true));
    put(runId + "/" + HOUR.format(end) + "1", lines(runId, 1, n -> true));
  }

  @Test
  void passesWhenAllTracersArrived() throws IOException {
    LoadRuns.whole(results.resolve("a/b/c/run"), "r", end);
    putEverything("r");
    VerdictResult result = verdict(0);
    assertThat(result.verdict()).isEqualTo("pass");
    assertThat(result.attempted()).isEqualTo(200);
    assertThat(result.observed()).isEqualTo(200);
    assertThat(result.objects()).isEqualTo(2);
    assertThat(result.reliability()).isEqualTo(1);
  }

  @Test
  void findsEveryPlantedFault() throws IOException {
    LoadRuns.whole(results.resolve("r"), "r", end);
    SequenceRanges lost = SequenceRanges.parse("0, 17..19, 44, 98..99");
    String source = lines("r", 0, n -> !lost.contains(n));
    String faults =
        lines("r", 1, n -> n == 5 || n == 6 || n == 80)
            + tracer("r", 1, 100)
            + tracer("r", 2, 0)
            + tracer("foreign", 0, 1)
            + tracer("r", 0, 17).replace("~17~", "~18~");
    put("2026/x/0.gz", source);
    put("logs/" + HOUR.format(end) + "1", lines("r", 1, n -> true));
    put("logs/" + HOUR.format(end) + "2.gz", faults);
    VerdictResult result = verdict(1);
    assertThat(result.verdict()).isEqualTo("fail");
    assertThat(result.lostRanges()).containsExactly(new SourceRanges("r", 0, lost));
    assertThat(result.lost()).isEqualTo(7);
    assertThat(result.lostAcked()).isEqualTo(7);
    assertThat(result.duplicatedRanges())
        .containsExactly(new SourceRanges("r", 1, SequenceRanges.parse("5..6, 80")));
    assertThat(result.duplicated()).isEqualTo(3);
    assertThat(result.unexpected()).isEqualTo(3);
    assertThat(result.corrupt()).isEqualTo(1);
    assertThat(result.late()).isZero();
  }

  @Test
  void countsTracersOfLateObjectAsLate() throws IOException {
    LoadRuns.whole(results.resolve("r"), "r", end);
    putEverything("r");
    assertThat(run("--format", "json", "--late-after", "1s")).isZero();
    assertThat(Json.parse(out.toString(), VerdictResult.class).late()).isEqualTo(200);
  }

  @Test
  void searchesOldFoldersBeforeReportingLoss() throws IOException {
    LoadRuns.whole(results.resolve("r"), "r", end);
    put("r/" + HOUR.format(end.minus(Duration.ofHours(9))) + "0.gz", lines("r", 0, n -> true));
    put("r/" + HOUR.format(end) + "1.gz", lines("r", 1, n -> true));
    assertThat(verdict(0).objects()).isEqualTo(2);
  }

  /** A copy may be in a folder dated long before the run. */
  @Test
  void findsADuplicateInAFolderDatedLongAgo() throws IOException {
    LoadRuns.whole(results.resolve("r"), "r", end);
    putEverything("r");
    put("r/2001/01/01/00/again.gz", lines("r", 0, n -> n < 3));
    VerdictResult result = verdict(0);
    assertThat(result.objects()).isEqualTo(3);
    assertThat(result.duplicated()).isEqualTo(3);
  }

  @Test
  void searchesOnlyBelowPrefix() throws IOException {
    LoadRuns.whole(results.resolve("r"), "r", end);
    putEverything("r");
    put("elsewhere/0", tracer("foreign", 0, 0));
    assertThat(run("--format", "json", "--s3", "s3://" + bucket + "/r/")).isZero();
    assertThat(Json.parse(out.toString(), VerdictResult.class).unexpected()).isZero();
  }

  @Test
  void passesDespiteTracersOfEarlierRun() throws IOException {
    LoadRuns.whole(results.resolve("now"), "now", end);
    LoadRuns.whole(results.resolve("before"), "before", end.minus(Duration.ofDays(1)));
    putEverything("now");
    put("before/0", lines("before", 0, n -> n < 10));
    VerdictResult result = verdict(0);
    assertThat(result.runIds()).containsExactly("now");
    assertThat(result.unexpected()).isEqualTo(10);
    assertThat(result.reasons()).anyMatch(reason -> reason.contains("10 tracers of earlier runs"));
  }

  @Test
  void isUnknownForEmptyBucket() throws IOException {
    LoadRuns.whole(results.resolve("r"), "r", end);
    VerdictResult result = verdict(2);
    assertThat(result.verdict()).isEqualTo("unknown");
    assertThat(result.reasons().get(0)).contains("nothing was read");
  }

  @Test
  void isUnknownWithReasonForRunThatMissedItsLoad() throws IOException {
    LoadRuns.ended(results.resolve("r"), "r", end, false);
    LoadRuns.invalidResult(results.resolve("r"), "r", "starved of CPU");
    putEverything("r");
    assertThat(verdict(2).reasons().toString()).contains("run r").contains("starved of CPU");
  }

  @Test
  void isUnknownWhenResultIsInvalid() throws IOException {
    LoadRuns.whole(results.resolve("r"), "r", end);
    LoadRuns.invalidResult(results.resolve("r"), "r", "starved of CPU");
    putEverything("r");
    assertThat(verdict(2).verdict()).isEqualTo("unknown");
  }

  @Test
  void isUnknownForCutOffRunWithAllTracers() throws IOException {
    LoadRuns.cutOff(results.resolve("r"), "r", end, "none");
    putEverything("r");
    put("reserved", tracer("r", 0, 105));
    VerdictResult result = verdict(2);
    assertThat(result.reasons().get(0)).contains("run r was cut off");
    assertThat(result.unexpected()).isZero();
    assertThat(result.recovered()).isEqualTo(1);
  }

  @Test
  void failsCutOffRunOnLostAcknowledgedTracer() throws IOException {
    LoadRuns.cutOff(results.resolve("r"), "r", end, "chunk");
    put("all-but-one", lines("r", 0, n -> n != 3) + lines("r", 1, n -> true));
    assertThat(verdict(1).verdict()).isEqualTo("fail");
  }

  @Test
  void printsReadableTable() throws IOException {
    LoadRuns.whole(results.resolve("r"), "r", end);
    put("all-but-some", lines("r", 0, n -> n < 17 || n > 19) + lines("r", 1, n -> true));
    assertThat(run()).isEqualTo(1);
    assertThat(out.toString())
        .contains("FAIL")
        .contains("3 of 200 tracers are lost")
        .contains("r source 0: 17..19")
        .contains("98.5000 %")
        .contains("n = 200");
  }

  @Test
  void truncatesLongRangeListWithCount() throws IOException {
    LoadRuns.whole(results.resolve("r"), "r", end);
    put("odd", lines("r", 0, n -> n % 2 == 1) + lines("r", 1, n -> true));
    assertThat(run()).isEqualTo(1);
    assertThat(out.toString()).containsPattern("r source 0: 0, 2, .*, 82 and 8 more ranges\\R");
  }

  @Test
  void writesVerdictToFile() throws IOException {
    LoadRuns.whole(results.resolve("r"), "r", end);
    putEverything("r");
    Path file = results.resolve("verdict.json");
    assertThat(run("--output", file.toString())).isZero();
    assertThat(Json.read(file, VerdictResult.class).verdict()).isEqualTo("pass");
  }

  @Test
  void countsCopiedRunOnceAndRejectsConflictingCopy() throws IOException {
    LoadRuns.whole(results.resolve("r"), "r", end);
    LoadRuns.whole(results.resolve("copy"), "r", end);
    putEverything("r");
    assertThat(verdict(0).attempted()).isEqualTo(200);
    LoadRuns.cutOff(results.resolve("other"), "r", end, "none");
    out.getBuffer().setLength(0);
    assertOneLine(64, "differ for the same run");
  }

  @Test
  void mergesSegmentsAndIsUnknownWhenOneIsMissing() throws IOException {
    LoadRuns.segment(results.resolve("1"), "r", end, 1, 2);
    putEverything("r");
    assertThat(verdict(2).reasons().get(0))
        .isEqualTo("run r: of its 2 segments there is no journal of [2]");
    LoadRuns.segment(results.resolve("2"), "r", end, 2, 2);
    out.getBuffer().setLength(0);
    VerdictResult merged = verdict(0);
    assertThat(merged.attempted()).isEqualTo(200);
    assertThat(merged.runIds()).containsExactly("r");
  }

  @Test
  void appliesArticleFormulaToLossPerDeployment() throws IOException {
    LoadRuns.whole(results.resolve("r"), "r", end);
    put("some", lines("r", 0, n -> n >= 8) + lines("r", 1, n -> true));
    assertThat(run("--deployments", "3")).isEqualTo(1);
    assertThat(out.toString())
        .contains("1 - 2.67 / (18 x 3600) = 99.996 %", "of 3 deployments measured")
        .contains("one connection: only source 0 of 2 lost anything, head: 0..7");
  }

  @Test
  void writesJunitReport() throws Exception {
    LoadRuns.whole(results.resolve("r"), "r", end);
    put("some", lines("r", 0, n -> n >= 8) + lines("r", 1, n -> true));
    Path file = results.resolve("junit.xml");
    assertThat(run("--junit", file.toString(), "--threshold", "lost<=8")).isZero();
    assertThat(run("--junit", file.toString(), "--threshold", "lost<8")).isEqualTo(1);
    var builder = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
    Element suite = builder.parse(file.toFile()).getDocumentElement();
    assertThat(suite.getAttribute("tests")).isEqualTo("2");
    assertThat(suite.getAttribute("failures")).isEqualTo("2");
    assertThat(suite.getElementsByTagName("failure").item(1).getTextContent())
        .isEqualTo("lost<8 is not kept: it is 8.0");
  }

  @Test
  void rejectsBrokenJournalOnlyWithinWindow() throws IOException {
    LoadRuns.whole(results.resolve("r"), "r", end);
    putEverything("r");
    Path broken = Files.createDirectory(results.resolve("broken")).resolve("sent.jsonl");
    Files.writeString(broken, "no journal\n");
    assertOneLine(64, "sent.jsonl:1");
    err.getBuffer().setLength(0);
    Files.setLastModifiedTime(broken, FileTime.from(end.minus(Duration.ofDays(1))));
    assertThat(verdict(0).runIds()).containsExactly("r");
  }

  @Test
  void reportsMissingJournalInOneLine() throws IOException {
    assertOneLine(64, "no run journal", "--journal", results.toString());
  }

  @Test
  void reportsMissingDirectoryInOneLine() {
    assertOneLine(64, "absent-directory", "--journal", "absent-directory");
  }

  @Test
  void reportsRunsBeforeSinceInOneLine() throws IOException {
    LoadRuns.whole(results.resolve("r"), "r", end.minus(Duration.ofDays(1)));
    assertOneLine(2, "--since");
  }

  @Test
  void reportsInvalidS3LocationInOneLine() throws IOException {
    LoadRuns.whole(results.resolve("r"), "r", end);
    assertOneLine(64, "'http://x/y'", "--s3", "http://x/y");
  }

  @Test
  void reportsMissingBucketInOneLine() throws IOException {
    LoadRuns.whole(results.resolve("r"), "r", end);
    assertOneLine(64, "'no-such-bucket'", "--s3", "s3://no-such-bucket/x");
  }

  @Test
  void reportsUnreachableEndpointInOneLine() throws IOException {
    LoadRuns.whole(results.resolve("r"), "r", end);
    String before = System.setProperty("aws.endpointUrlS3", "http://127.0.0.1:1");
    try {
      assertOneLine(2, "127.0.0.1:1");
    } finally {
      System.setProperty("aws.endpointUrlS3", before);
    }
  }

  @Test
  void reportsUnwritableOutputInOneLine() throws IOException {
    LoadRuns.whole(results.resolve("r"), "r", end);
    assertOneLine(64, "nowhere/v.json", "--output", results.resolve("nowhere/v.json").toString());
  }
}
