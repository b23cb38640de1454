package dev.logproof.verify.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.logproof.commandline.Program;
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
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

/** Incomplete, late or missing responses never lead to a pass or fail. */
@Tag("full")
class OpenSearchFaultsTest {
  private static final int DOCUMENTS = 200;
  private static final String WHOLE = "\"_shards\":{\"total\":1,\"successful\":1,\"failed\":0},";
  private static final String IN_TIME = "\"timed_out\":false,";

  @TempDir Path results;
  private final Instant end = Instant.now().minusSeconds(90);
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private volatile Fault fault = Fault.NONE;
  private HttpServer server;

  /** Faults of the server. */
  private enum Fault {
    NONE,
    SHARD_FAILED,
    PAGE_TIMED_OUT,
    PAGE_ENDED_EARLY,
    PAGE_WITHOUT_SHARDS,
    LAST_PAGE_LEFT_OUT,
    COUNT_NOT_EXACT,
    STATE_TIMED_OUT,
    EMPTY_BODY,
    CUT_BODY,
    SERVER_ERROR,
    UNAVAILABLE,
    THROTTLED
  }

  @BeforeEach
  void start() throws IOException {
    LoadRuns.whole(results.resolve("r"), "r", end);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      if (path.endsWith("/_search_shards")) {
        send(exchange, 200, "{\"shards\":[[{\"index\":\"i\",\"shard\":0}]]}");
      } else if (path.endsWith("/point_in_time")) {
        send(exchange, 200, "{\"pit_id\":\"p\"}");
      } else if (body.contains("\"aggs\"")) {
        send(exchange, 200, state());
      } else {
        answerPage(exchange, body.contains("search_after") ? 1 : 0);
      }
    }
  }

  private String state() {
    return "{"
        + WHOLE
        + (fault == Fault.STATE_TIMED_OUT ? "\"timed_out\":true," : IN_TIME)
        + total()
        + "},\"aggregations\":{\"writes\":{\"value\":7.0}}}";
  }

  private String total() {
    String relation = fault == Fault.COUNT_NOT_EXACT ? "gte" : "eq";
    return "\"hits\":{\"total\":{\"value\":" + DOCUMENTS + ",\"relation\":\"" + relation + "\"}";
  }

  /** Of two pages, the second is empty. */
  private void answerPage(HttpExchange exchange, int page) throws IOException {
    switch (fault) {
      case SERVER_ERROR -> send(exchange, 500, "{}");
      case UNAVAILABLE -> send(exchange, 503, "{}");
      case THROTTLED -> send(exchange, 429, "{}");
      case EMPTY_BODY -> send(exchange, 200, "");
      case CUT_BODY -> send(exchange, 200, page(page).substring(0, 60));
      default -> send(exchange, 200, page(page));
    }
  }

  private String page(int page) {
    String shards =
        switch (fault) {
          case SHARD_FAILED -> "\"_shards\":{\"total\":1,\"successful\":0,\"failed\":1},";
          case PAGE_WITHOUT_SHARDS -> "";
          default -> WHOLE;
        };
    String time =
        switch (fault) {
          case PAGE_TIMED_OUT -> "\"timed_out\":true,";
          case PAGE_ENDED_EARLY -> IN_TIME + "\"terminated_early\":true,";
          default -> IN_TIME;
        };
    int documents = fault == Fault.LAST_PAGE_LEFT_OUT ? DOCUMENTS / 2 : DOCUMENTS;
    String hits =
        IntStream.range(0, page == 0 ? documents : 0)
            .mapToObj(this::hit)
            .collect(Collectors.joining(","));
    return "{" + shards + time + total() + ",\"hits\":[" + hits + "]}}";
  }

  private String hit(int document) {
    long micros = end.minusSeconds(30).toEpochMilli() * 1_000;
    String log = TracerText.format(new Tracer("r", document / 100, document % 100, micros));
    return "{\"_source\":{\"log\":\"" + log + "\"},\"sort\":[" + document + "]}";
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private int verify(String... more) {
    CommandLine line =
        Program.commandLine(
            new VerifyCommand(),
            Map.of(
                "LOGPROOF_OPENSEARCH_ENDPOINT",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "LOGPROOF_INDEX",
                "i",
                "LOGPROOF_JOURNAL",
                results.toString()));
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    String[] words = {"tracers", "--settle=0s", "--quiet", "--engine=opensearch", "--timeout=3s"};
    return line.execute(
        java.util.stream.Stream.of(words, more)
            .flatMap(java.util.Arrays::stream)
            .toArray(String[]::new));
  }

  @Test
  void passesWithoutAFault() {
    assertThat(verify()).as("%s%s", out, err).isZero();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void isUnknownUnderEachFault(Fault planted) {
    fault = planted;
    assertThat(verify("--threshold=lost<=1000")).as("%s%s", out, err).isEqualTo(2);
  }
}
