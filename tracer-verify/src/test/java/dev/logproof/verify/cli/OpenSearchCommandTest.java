package dev.logproof.verify.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.logproof.commandline.Program;
import dev.logproof.record.result.Json;
import dev.logproof.record.result.VerdictResult;
import dev.logproof.record.tracer.SequenceRanges;
import dev.logproof.record.tracer.Tracer;
import dev.logproof.record.tracer.TracerText;
import dev.logproof.verify.journal.LoadRuns;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** {@code verify tracers --engine opensearch} on a real node, if one is available. */
@Tag("full")
class OpenSearchCommandTest extends OnRealOpenSearch {
  @TempDir Path results;
  private final Instant end = Instant.now().minusSeconds(90);
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void run() throws IOException {
    LoadRuns.whole(results.resolve("r"), "r", end);
  }

  private int verify(String endpoint, String... more) {
    List<String> words =
        new ArrayList<>(List.of("tracers", "--since=1h", "--settle=0s", "--quiet"));
    words.addAll(List.of("--engine=opensearch", "--format=json"));
    words.addAll(List.of(more));
    CommandLine line =
        Program.commandLine(
            new VerifyCommand(),
            Map.of(
                "LOGPROOF_OPENSEARCH_ENDPOINT", endpoint, "LOGPROOF_JOURNAL", results.toString()));
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return line.execute(words.toArray(String[]::new));
  }

  private List<String> tracers(int source) {
    long micros = end.minusSeconds(30).toEpochMilli() * 1_000;
    return LongStream.range(0, 100)
        .mapToObj(n -> "GET / " + TracerText.format(new Tracer("r", source, n, micros)))
        .toList();
  }

  @Test
  void passesWithAllDocumentsAndFailsOnDeletedOne() throws Exception {
    node.indexById("whole", tracers(0));
    node.index("whole", tracers(1));

    assertThat(verify(node.endpoint().toString(), "--index=who*")).as("%s", err).isZero();
    VerdictResult whole = Json.parse(out.toString(), VerdictResult.class);
    assertThat(whole.observed()).isEqualTo(200);
    assertThat(whole.objects()).isEqualTo(200);

    node.call("DELETE", "/whole/_doc/17?refresh=true", "");
    node.index("whole", tracers(1).subList(44, 45));
    out.getBuffer().setLength(0);
    assertThat(verify(node.endpoint().toString(), "--index=whole")).as("%s", err).isEqualTo(1);
    VerdictResult planted = Json.parse(out.toString(), VerdictResult.class);
    assertThat(planted.lostRanges()).hasToString(ranges("r", 0, "17"));
    assertThat(planted.duplicatedRanges()).hasToString(ranges("r", 1, "44"));
  }

  private static String ranges(String run, int source, String sequences) {
    return List.of(new VerdictResult.SourceRanges(run, source, SequenceRanges.parse(sequences)))
        .toString();
  }

  @Test
  void isUnknownForMissingIndex() throws Exception {
    assertThat(verify(node.endpoint().toString(), "--index=absent")).isEqualTo(2);
    assertThat(out.toString()).contains("nothing was read");
  }

  @Test
  void isUnknownForUnreachableEndpoint() throws Exception {
    assertThat(verify("http://127.0.0.1:1", "--index=i")).isEqualTo(2);
    assertThat(err.toString())
        .contains("http://127.0.0.1:1/i could not be read: no server responds");
  }

  @Test
  void explainsLoginWhenUnauthorized() throws Exception {
    HttpServer guarded =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    guarded.createContext("/", exchange -> exchange.sendResponseHeaders(401, -1));
    guarded.start();
    int exitCode = verify("http://127.0.0.1:" + guarded.getAddress().getPort(), "--index=i");
    guarded.stop(0);
    assertThat(exitCode).isEqualTo(2);
    assertThat(err.toString()).contains("401", "set LOGPROOF_OPENSEARCH_USER");
  }

  @Test
  void reportsEndpointThatIsNotOpenSearch() throws Exception {
    HttpServer page =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    page.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 6);
          exchange.getResponseBody().write("<html>".getBytes(UTF_8));
        });
    page.start();
    int exitCode = verify("http://127.0.0.1:" + page.getAddress().getPort(), "--index=i");
    page.stop(0);
    assertThat(exitCode).isEqualTo(2);
    assertThat(err.toString()).contains("is it OpenSearch?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--index=i --opensearch-endpoint=http://me:secret@h:1 | contains a user",
        "--index=i --opensearch-endpoint=h:9200 | expected http://host:port",
        "--opensearch-endpoint=http://h:1 | give --index",
        "--index=i --engine=scan | expected opensearch only",
      })
  void rejectsInvalidOptions(String words, String named) {
    assertThat(verify("http://127.0.0.1:1", words.split(" "))).isEqualTo(64);
    assertThat(err.toString()).contains(named).doesNotContain("secret");
  }
}
