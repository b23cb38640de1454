package dev.logproof.system.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.logproof.system.support.AggregatorTask;
import dev.logproof.system.support.KeyFiles;
import dev.logproof.system.support.LocalCloud;
import dev.logproof.system.support.RunningProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sends load over TLS with shared key and user. */
class SecuredLoadIT {
  private static final Duration TIME_LIMIT = Duration.ofMinutes(2);

  @TempDir Path directory;

  @BeforeEach
  void makeKeys() throws Exception {
    KeyFiles.create(directory, "server");
    KeyFiles.create(directory, "client");
    Files.writeString(directory.resolve("password"), "wordpass\n");
    Files.writeString(
        directory.resolve("fluent.conf"),
        """
        <source>
          @type forward
          <transport tls>
            cert_path %1$s/server.pem
            private_key_path %1$s/server.key
            client_cert_auth true
            ca_path %1$s/client.pem
          </transport>
          <security>
            self_hostname logs
            shared_key hushhush
            user_auth true
            <user>
              username ann
              password wordpass
            </user>
          </security>
        </source>
        <source>
          @type http
        </source>
        <match backend*>
          @type kinesis_firehose
          region us-west-2
          delivery_stream_name s3-delivery-stream
          <buffer>
            flush_interval 1
          </buffer>
        </match>
        """
            .formatted(directory));
  }

  private AggregatorTask task(LocalCloud cloud) throws IOException, InterruptedException {
    return AggregatorTask.start(
        directory, cloud.environment(), "--config", directory.resolve("fluent.conf").toString());
  }

  private RunningProgram load(
      AggregatorTask task, String own, String key, String run, String... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("run", "--quiet", "--tls"));
    arguments.addAll(List.of("--target", "127.0.0.1:" + task.forwardPort()));
    arguments.addAll(List.of("--tls-ca", file("server.pem")));
    arguments.addAll(List.of("--tls-cert", file(own + ".pem"), "--tls-key", file(own + ".key")));
    arguments.addAll(List.of("--user", "ann", "--password", file("password")));
    arguments.addAll(List.of("--rate", "1MB/s", "--duration", "3s", "--tolerance", "20%"));
    arguments.addAll(List.of("--lines", "numbered", "--journal", file(run)));
    arguments.addAll(List.of(more));
    return RunningProgram.start(
        directory, Map.of("LOGPROOF_SHARED_KEY", key), "loadgen", arguments.toArray(String[]::new));
  }

  private String file(String name) {
    return directory.resolve(name).toString();
  }

  @Test
  void deliversEveryLineWithAndWithoutAcks() throws Exception {
    try (LocalCloud cloud = LocalCloud.start(directory);
        AggregatorTask task = task(cloud)) {
      RunningProgram plain = load(task, "client", "hushhush", "runs/plain", "--run-id", "plain");
      assertThat(plain.awaitEnd(TIME_LIMIT)).as(plain.stderr()).isZero();
      RunningProgram acked =
          load(
              task,
              "client",
              "hushhush",
              "runs/acked",
              "--run-id",
              "acked",
              "--mode",
              "packed",
              "--ack");
      assertThat(acked.awaitEnd(TIME_LIMIT)).as(acked.stderr()).isZero();
      assertThat(task.stop()).as(task.program().stderr()).isZero();
      for (String run : List.of("plain", "acked")) {
        JsonNode verdict = verify(cloud, "runs/" + run);
        assertThat(verdict.path("verdict").asText()).isEqualTo("pass");
        assertThat(verdict.path("observed").asLong())
            .isEqualTo(verdict.path("attempted").asLong())
            .isGreaterThan(8_000);
        assertThat(verdict.path("duplicated").asLong()).isZero();
      }
    }
  }

  private JsonNode verify(LocalCloud cloud, String run) throws IOException, InterruptedException {
    RunningProgram verify =
        RunningProgram.start(
            directory,
            cloud.environment(),
            "verify",
            "tracers",
            "--quiet",
            "--since=1h",
            "--settle=4s",
            "--format=json",
            "--journal=" + file(run));
    assertThat(verify.awaitEnd(TIME_LIMIT)).as(verify.stdout() + verify.stderr()).isZero();
    return new ObjectMapper().readTree(verify.stdout());
  }

  @Test
  void reportsRejectedCredentialsAtOnce() throws Exception {
    try (LocalCloud cloud = LocalCloud.start(directory);
        AggregatorTask task = task(cloud)) {
      RunningProgram wrongKey = load(task, "client", "guess", "wrong-key");
      assertThat(wrongKey.awaitEnd(TIME_LIMIT)).as(wrongKey.stderr()).isEqualTo(2);
      assertThat(wrongKey.stderr())
          .hasLineCount(1)
          .contains("127.0.0.1:" + task.forwardPort(), "shared_key mismatch", "--shared-key")
          .doesNotContain("guess");
      RunningProgram stranger = load(task, "server", "hushhush", "stranger");
      assertThat(stranger.awaitEnd(TIME_LIMIT)).as(stranger.stderr()).isEqualTo(2);
      assertThat(stranger.stderr()).hasLineCount(1).contains("TLS", "--tls options");
      assertThat(task.stop()).isZero();
      assertThat(task.accounting()).contains("received=0 ");
    }
  }
}
