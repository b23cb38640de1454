package dev.logproof.system.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.logproof.system.support.AggregatorTask;
import dev.logproof.system.support.FluentConf;
import dev.logproof.system.support.KeyFiles;
import dev.logproof.system.support.Loadgen;
import dev.logproof.system.support.LocalCloud;
import dev.logproof.system.support.RunningProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.stream.IntStream;
import org.fluentd.logger.FluentLogger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forwards events over TLS with shared key and user, to an aggregator and to a Node.js server. */
class SecuredForwardIT {
  private static final int EVENTS = 500;

  private static final String OUTPUT =
      """
      @type forward
      transport tls
      tls_cert_path %1$s/server.pem
      tls_client_cert_path %1$s/client.pem
      tls_client_private_key_path %1$s/client.key
      <security>
        self_hostname relay
        shared_key hushhush
      </security>
      <server>
        host 127.0.0.1
        port %2$d
        username ann
        password wordpass
      </server>
      <buffer tag>
        flush_interval 0.1
      </buffer>""";

  @TempDir Path directory;

  @BeforeEach
  void makeKeys() throws Exception {
    KeyFiles.create(directory, "server", "client");
  }

  private AggregatorTask start(Map<String, String> environment, FluentConf config, String name)
      throws IOException, InterruptedException {
    return AggregatorTask.start(
        directory,
        environment,
        "--config",
        config.write(directory.resolve(name + ".conf")),
        "--spool-dir",
        directory.resolve(name + "-spool").toString());
  }

  private List<String> output(int port, String... more) {
    return List.of(OUTPUT.formatted(directory, port), String.join("\n", more));
  }

  @Tag("full")
  @Test
  void deliversEveryLineThroughAnotherAggregator() throws Exception {
    FluentConf backend =
        SecuredLoadIT.securedSource(directory)
            .firehose("backend*", FluentConf.S3_STREAM, "flush_interval 0.1");
    try (LocalCloud cloud = LocalCloud.start(directory);
        AggregatorTask second = start(cloud.environment(), backend, "second");
        AggregatorTask first =
            start(
                cloud.environment(),
                FluentConf.withSources()
                    .section(
                        "<match **>",
                        output(second.forwardPort(), "require_ack_response true", "compress gzip")),
                "first")) {
      Path journal = directory.resolve("journal");
      RunningProgram load =
          Loadgen.start(
              directory,
              Map.of(),
              first,
              "--rate=1MB/s",
              "--duration=3s",
              "--tolerance=20%",
              "--lines=numbered",
              "--mode=packed",
              "--ack",
              "--journal=" + journal);
      Loadgen.assertValid(load);
      assertThat(first.stop()).as(first.program().stderr()).isZero();
      assertThat(second.stop()).as(second.program().stderr()).isZero();
      SecuredLoadIT.assertEachLineArrivedOnce(directory, cloud, journal.toString());
    }
  }

  @Test
  void deliversEveryEventToNodeServer() throws Exception {
    NodeClients node = NodeClients.install(directory);
    try (RunningProgram server =
        node.start(
            Map.of(),
            "receive.js",
            directory.resolve("server.pem").toString(),
            directory.resolve("server.key").toString(),
            Integer.toString(2 * EVENTS))) {
      int port =
          Integer.parseInt(server.awaitLine("^listening (\\d+)$", Duration.ofSeconds(60)).group(1));
      FluentConf config =
          FluentConf.withSources()
              .section("<match acked>", output(port, "require_ack_response true", "keepalive true"))
              .section("<match **>", output(port));
      try (AggregatorTask task = start(Map.of(), config, "task")) {
        log(task);
        assertThat(task.stop()).as(task.program().stderr()).isZero();
        assertThat(task.accounting())
            .isEqualTo("accounting: received=1000 delivered=1000 rejected=0 pending=0");
      }
      Matcher received = server.awaitLine("^\\{.*$", Duration.ofSeconds(60));
      JsonNode byTag = new ObjectMapper().readTree(received.group());
      for (String tag : List.of("acked", "plain")) {
        assertThat(byTag.path(tag)).extracting(JsonNode::asInt).isEqualTo(numbers());
      }
    }
  }

  private static List<Integer> numbers() {
    return IntStream.range(0, EVENTS).boxed().toList();
  }

  private static void log(AggregatorTask task) {
    FluentLogger logger =
        FluentLogger.getLogger("", "127.0.0.1", task.forwardPort(), 3_000, 8 << 20);
    for (int number : numbers()) {
      assertThat(logger.log("acked", Map.of("n", number))).isTrue();
      assertThat(logger.log("plain", Map.of("n", number))).isTrue();
    }
    logger.flush();
    logger.close();
  }
}
