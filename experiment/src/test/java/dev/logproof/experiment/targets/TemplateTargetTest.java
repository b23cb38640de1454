package dev.logproof.experiment.targets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.experiment.process.Launcher;
import dev.logproof.experiment.process.Supervisor;
import dev.logproof.experiment.process.TestSupervisor;
import dev.logproof.experiment.task.AggregatorTask;
import dev.logproof.experiment.task.TaskHttp;
import dev.logproof.record.result.ExperimentResult.Stop;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Starts a program as its template says; Java's file server stands for the aggregator. */
@Timeout(60)
class TemplateTargetTest {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin/java").toString();

  private static final String SERVER =
      """
      import com.sun.net.httpserver.HttpServer;
      import java.net.InetSocketAddress;
      import java.nio.file.*;
      class Server {
        public static void main(String[] a) throws Exception {
          byte[] text = Files.readAllBytes(Path.of(a[1]));
          HttpServer server = HttpServer.create(
              new InetSocketAddress("127.0.0.1", Integer.parseInt(a[0])), 0);
          server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
            exchange.close();
          });
          server.start();
        }
      }
      """;

  @TempDir Path temp;

  @RegisterExtension final TestSupervisor processes = new TestSupervisor();
  private final Supervisor supervisor = processes.get();

  private Target target() throws IOException {
    Files.writeString(temp.resolve("Server.java"), SERVER);
    Files.writeString(temp.resolve("app.conf"), "@{endpoint_port} in @{region}\n");
    Template template =
        new Template(
            "foreign",
            "command",
            JAVA,
            "install a JDK",
            List.of(),
            List.of(
                "@{program}",
                "@{template}/Server.java",
                "@{forward_port}",
                "@{directory}/app.conf"),
            List.of(),
            Map.of(),
            List.of("app.conf"));
    return new TemplateTarget(template, temp, "");
  }

  @Test
  void startsConfiguredProgramAndStopsIt() throws Exception {
    Launcher launcher = new Launcher(temp, temp, supervisor);
    launcher.export(
        Map.of("AWS_ENDPOINT_URL_FIREHOSE", "http://127.0.0.1:4573", "AWS_REGION", "eu-west-1"));
    TaskHttp http = new TaskHttp();
    AggregatorTask task =
        target().start("foreign-1", new TaskPlace(launcher, supervisor, http, temp));
    assertThat(get(task.addresses().forward())).isEqualTo("4573 in eu-west-1\n");
    assertThat(http.pendingEvents(task.addresses())).isEqualTo(OptionalLong.empty());
    assertThat(temp.resolve("tasks/foreign-1/app.conf")).exists();
    Stop stop = task.stop(Duration.ofSeconds(30));
    assertThat(stop.killed()).isFalse();
    assertThat(stop.exitCode()).isEqualTo(143);
    assertThat(stop.accounting()).isEmpty();
  }

  private static String get(String address) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://" + address + "/")).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
