package dev.logproof.system.takeover;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.system.support.AggregatorTask;
import dev.logproof.system.support.ConfigFile;
import dev.logproof.system.support.LocalCloud;
import dev.logproof.system.support.StreamsOfCloud;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fluentd.logger.FluentLogger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/**
 * Configurations as people publish them mean here what they mean in Fluentd, shown by what arrives.
 * Paths are moved to a temporary directory, ports chosen by the command line; an HTTP source is
 * added unless there is one, since the ready line names its port.
 */
class PublicConfigurationsIT {
  private static final List<String> STREAMS =
      List.of(
          "shop-events",
          "orders",
          "everything",
          "audit",
          "database",
          "web",
          "clicks-stream",
          "metrics-stream",
          "cluster",
          "web-logs",
          "app",
          "logs",
          "app-errors",
          "app-all",
          "syslog",
          "logs-dev-shop",
          "access-all",
          "access-failed",
          "shop-pods",
          "clicks");

  private static final long TIME = 1_234_567_890;

  @TempDir static Path shared;
  private static LocalCloud cloud;

  @TempDir Path directory;

  @BeforeAll
  static void startCloud() throws IOException, InterruptedException {
    cloud = LocalCloud.start(shared);
    StreamsOfCloud.create(cloud, STREAMS);
  }

  @AfterAll
  static void stopCloud() {
    cloud.close();
  }

  /** Sends events to a running task. */
  private interface Sending {
    void to(AggregatorTask task) throws IOException;
  }

  private String config(String name) throws IOException {
    String text = ConfigFile.text("takeover/" + name);
    return text.replace("/var/log/agg", directory + "/agg")
            .replace("port 24220", "port 0")
            .replace("/buffers/", directory + "/buffers/")
            .replace("/var/run/fluent.sock", directory + "/fluent.sock")
        + (text.contains("@type http\n") ? "" : "\n<source>\n@type http\n</source>\n");
  }

  /** Returns the accounting line of a task that received what {@code sending} sends. */
  private String run(String name, Map<String, String> environment, Sending sending)
      throws IOException, InterruptedException {
    Path file = Files.writeString(directory.resolve("fluent.conf"), config(name));
    try (AggregatorTask task =
        AggregatorTask.start(
            directory,
            environment,
            "--config",
            file.toString(),
            "--spool-dir",
            directory.resolve("spool").toString())) {
      sending.to(task);
      assertThat(task.stop()).as(task.program().stderr()).isZero();
      return task.accounting();
    }
  }

  private String run(String name, Sending sending) throws IOException, InterruptedException {
    return run(name, cloud.environment(), sending);
  }

  private static Map<String, Object> log(String line) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("log", line);
    return event;
  }

  private static void send(AggregatorTask task, String tag, Map<String, Object> event) {
    FluentLogger logger =
        FluentLogger.getLogger("", "127.0.0.1", task.forwardPort(), 3_000, 1 << 20);
    assertThat(logger.log(tag, event, TIME)).isTrue();
    logger.flush();
    logger.close();
  }

  private static void sendAll(AggregatorTask task, String tag, List<Map<String, Object>> events) {
    events.forEach(event -> send(task, tag, event));
  }

  private static List<String> arrived(String stream, int lines) {
    return cloud.awaitLines(stream + "/", lines);
  }

  @ParameterizedTest
  @CsvSource({
    "01-flat-buffer, shop.cart, a, shop-events, '{\"log\":\"a\"}', agg/buffer/shop",
    "13-single-value-and-aliases, syslog.auth, m, syslog, m, agg/buffer"
  })
  void deliversFromDisk(
      String config, String tag, String line, String stream, String arriving, String buffer)
      throws Exception {
    run(config, task -> send(task, tag, log(line)));
    assertThat(arrived(stream, 1)).containsExactly(arriving);
    assertThat(directory.resolve(buffer)).isDirectory();
  }

  @Tag("full")
  @ParameterizedTest
  @CsvSource({
    "02-flat-buffer-new-names, orders, b, orders",
    "08-timekey, any, h, cluster",
    "11-ruby-literals, any, k, logs"
  })
  void delivers(String config, String tag, String line, String stream) throws Exception {
    run(config, task -> send(task, tag, log(line)));
    assertThat(arrived(stream, 1)).containsExactly("{\"log\":\"" + line + "\"}");
  }

  @Tag("full")
  @Test
  void signsWithKeysOfConfiguration() throws Exception {
    Map<String, String> environment = new HashMap<>(cloud.environment());
    environment.put("AGG_KEY_ID", environment.put("AWS_ACCESS_KEY_ID", "wrong"));
    environment.put("AGG_SECRET", environment.put("AWS_SECRET_ACCESS_KEY", "wrong"));
    run("03-keys", environment, task -> send(task, "any", log("c")));
    assertThat(arrived("everything", 1)).containsExactly("{\"log\":\"c\"}");
  }

  @Tag("full")
  @Test
  void assumesRole() throws Exception {
    try (StsStub sts = StsStub.start(cloud.environment())) {
      Map<String, String> environment = new HashMap<>(cloud.environment());
      environment.put("AWS_ENDPOINT_URL_STS", sts.endpoint());
      run("04-assume-role", environment, task -> send(task, "audit.login", log("d")));
      assertThat(arrived("audit", 1)).containsExactly("{\"log\":\"d\"}");
      assertThat(sts.requests.take())
          .contains("Action=AssumeRole", "log-writer", "-audit", "DurationSeconds=3600");
    }
  }

  @Test
  void injectsFieldsInOrder() throws Exception {
    Map<String, String> environment = new HashMap<>(cloud.environment());
    environment.put("TZ", "UTC");
    run("05-inject", environment, task -> send(task, "db.main", log("e")));
    assertThat(arrived("database", 1).get(0))
        .matches(
            "\\{\"log\":\"e\",\"host\":\"[^\"]+\",\"tag\":\"db.main\","
                + "\"@timestamp\":\"2009-02-13T23:31:30Z\"\\}");
  }

  @Tag("full")
  @Test
  void includesTimeAndTagKey() throws Exception {
    Map<String, String> environment = new HashMap<>(cloud.environment());
    environment.put("TZ", "UTC");
    run("06-include-time-key", environment, task -> send(task, "web.a", log("f")));
    assertThat(arrived("web", 1))
        .containsExactly(
            "{\"log\":\"f\",\"tag\":\"web.a\",\"time\":\"2009-02-13T23:31:30.000000000+0000\"}");
  }

  @Tag("full")
  @Test
  void copiesToStreamOfTag() throws Exception {
    run(
        "07-copy-and-tag-placeholder",
        task -> {
          send(task, "clicks", log("g1"));
          send(task, "metrics", log("g2"));
        });
    assertThat(arrived("clicks-stream", 1)).containsExactly("{\"log\":\"g1\"}");
    assertThat(arrived("metrics-stream", 1)).containsExactly("{\"log\":\"g2\"}");
  }

  @Test
  void routesLogsOfFireLens() throws Exception {
    String added =
        ",\"ecs_cluster\":\"prod\",\"ecs_task_arn\":"
            + "\"arn:aws:ecs:eu-west-1:123456789012:task/prod/0a1b\","
            + "\"ecs_task_definition\":\"web:7\"}";
    String accounting =
        run(
            "09-firelens",
            task -> {
              sendAll(
                  task,
                  "web-firelens-0a1b",
                  List.of(log("GET /healthz HTTP/1.1"), log("GET / HTTP/1.1")));
              sendOverSocket(directory.resolve("fluent.sock"), "web-firelens-0a1b", "over unix");
            });
    assertThat(arrived("web-logs", 2))
        .containsExactlyInAnyOrder(
            "{\"log\":\"GET / HTTP/1.1\"" + added, "{\"log\":\"over unix\"" + added);
    assertThat(accounting)
        .isEqualTo("accounting: received=3 delivered=2 rejected=1 (filtered=1) pending=0");
  }

  private static void sendOverSocket(Path path, String tag, String line) throws IOException {
    try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker();
        SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      packer.packArrayHeader(3).packString(tag).packLong(TIME);
      packer.packMapHeader(1).packString("log").packString(line);
      ByteBuffer frame = ByteBuffer.wrap(packer.toByteArray());
      while (frame.hasRemaining()) {
        int ignored = client.write(frame);
      }
    }
  }

  @Tag("full")
  @Test
  void servesMonitorAndAcceptsOtherOperationalSources() throws Exception {
    run(
        "10-operations",
        task -> {
          send(task, "app.a", log("j"));
          String monitor = task.program().stdout().replaceFirst("(?s).* monitor=(\\S+).*", "$1");
          URI uri = URI.create("http://" + monitor + "/api/plugins.json");
          try (InputStream in = uri.toURL().openStream()) {
            assertThat(new String(in.readAllBytes(), UTF_8)).contains("\"kinesis_firehose\"");
          }
        });
    assertThat(arrived("app", 1)).containsExactly("{\"log\":\"j\"}");
  }

  @Tag("full")
  @Test
  void copiesErrorsByRelabel() throws Exception {
    run("12-copy-relabel", task -> sendAll(task, "app", List.of(log("an ERROR\n"), log("fine"))));
    assertThat(arrived("app-errors", 1)).containsExactly("{\"log\":\"an ERROR\\n\"}");
    assertThat(arrived("app-all", 2)).containsExactly("an ERROR", "fine");
  }

  @Tag("full")
  @Test
  void namesStreamByRecord() throws Exception {
    String accounting =
        run(
            "14-key-placeholder",
            task ->
                sendAll(
                    task, "kubernetes.pod", List.of(pod("n", "shop"), log("without kubernetes"))));
    assertThat(arrived("logs-dev-shop", 1))
        .containsExactly(
            "{\"log\":\"n\",\"kubernetes\":{\"namespace_name\":\"shop\"},"
                + "\"stream\":\"logs-dev-shop\"}");
    assertThat(accounting).contains("filter_failed=1");
  }

  @Test
  void sendsEventsByTagOfTheirContent() throws Exception {
    String accounting =
        run(
            "15-rewrite-tag",
            task -> {
              send(task, "kubernetes.pod", pod("o", "shop"));
              send(task, "kubernetes.pod", log("without namespace"));
              send(task, "web.access", access("GET /a 200", "/a", 200));
              send(task, "web.access", access("GET /a 500", "/a", 500));
              send(task, "web.access", access("GET /static/a 200", "/static/a", 200));
            });
    assertThat(arrived("shop-pods", 1))
        .containsExactly("{\"log\":\"o\",\"kubernetes\":{\"namespace_name\":\"shop\"}}");
    assertThat(arrived("access-all", 3))
        .containsExactly("GET /a 200", "GET /a 500", "GET /static/a 200");
    assertThat(arrived("access-failed", 1))
        .containsExactly(
            "{\"log\":\"GET /a 500\",\"path\":\"/a\",\"status\":500,"
                + "\"tag\":\"failed.web.access\"}");
    assertThat(accounting)
        .isEqualTo(
            "accounting: received=5 (copied=3) delivered=6 rejected=2 (tag_not_rewritten=2)"
                + " pending=0");
  }

  private static Map<String, Object> pod(String line, String namespace) {
    Map<String, Object> event = log(line);
    event.put("kubernetes", Map.of("namespace_name", namespace));
    return event;
  }

  private static Map<String, Object> access(String line, String path, int status) {
    Map<String, Object> event = log(line);
    event.put("path", path);
    event.put("status", status);
    return event;
  }

  @Tag("full")
  @Test
  void parsesBodiesOfHttpRequests() throws Exception {
    String accounting =
        run(
            "16-http-parse",
            task -> {
              assertThat(post(task, "[{\"page\":\"/a\",\"at\":1234567890},{\"page\":\"/b\"}]"))
                  .isEqualTo(200);
              assertThat(post(task, "no JSON")).isEqualTo(200);
            });
    assertThat(arrived("clicks", 2))
        .anyMatch("{\"page\":\"/a\",\"time\":\"2009-02-13T23:31:30Z\"}"::equals)
        .anyMatch(line -> line.startsWith("{\"page\":\"/b\",\"time\":\"20"));
    assertThat(accounting)
        .isEqualTo("accounting: received=3 delivered=2 rejected=1 (malformed=1) pending=0");
  }

  private static int post(AggregatorTask task, String body) throws IOException {
    URI uri = URI.create("http://127.0.0.1:" + task.httpPort() + "/clicks.page");
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    connection.setRequestMethod("POST");
    connection.setDoOutput(true);
    connection.getOutputStream().write(body.getBytes(UTF_8));
    return connection.getResponseCode();
  }
}
