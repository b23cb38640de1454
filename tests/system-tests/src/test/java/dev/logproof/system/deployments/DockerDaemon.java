package dev.logproof.system.deployments;

import dev.logproof.process.CompletedCommand;
import dev.logproof.system.support.Network;
import dev.logproof.system.support.Requirement;
import dev.logproof.system.support.RunningProgram;
import dev.logproof.system.support.Waits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A dedicated Docker daemon. Containers log through its fluentd driver to an address that the
 * kernel translates for new flows only, like a network load balancer. Needs root, dockerd, iptables
 * and a static busybox; otherwise skips the test.
 */
final class DockerDaemon implements AutoCloseable {
  private static final String PORT = "24224";
  private static final Path BUSYBOX = Path.of("/bin/busybox");
  private static final Duration TIME_LIMIT = Duration.ofMinutes(3);

  private final Path directory;
  private final Network network;
  private final RunningProgram daemon;
  private final String address;
  private List<String> rule = List.of();

  private DockerDaemon(Path directory, Network network, RunningProgram daemon, String address) {
    this.directory = directory;
    this.network = network;
    this.daemon = daemon;
    this.address = address;
  }

  static DockerDaemon start(Path directory, Network network)
      throws IOException, InterruptedException {
    Requirement.orSkip(
        "LOGPROOF_REQUIRE_DOCKER", isPossible(), "no root, dockerd, iptables or busybox");
    List<String> line = new ArrayList<>(network.clientSide());
    line.addAll(List.of("dockerd", "--host=" + socket(directory), "--storage-driver=vfs"));
    line.addAll(List.of("--iptables=false", "--ip6tables=false", "--bridge=none"));
    line.add("--data-root=" + directory.resolve("docker-data"));
    line.add("--exec-root=" + directory.resolve("docker-exec"));
    line.add("--pidfile=" + directory.resolve("docker.pid"));
    RunningProgram daemon = RunningProgram.startAny(directory, Map.of(), "dockerd", line);
    // Unassigned, so that untranslated connections are refused.
    String address = network.clientSide().isEmpty() ? "127.0.0.9" : "10.99.0.9";
    DockerDaemon docker = new DockerDaemon(directory, network, daemon, address);
    if (!docker.works()) {
      docker.close();
      Requirement.orSkip(
          "LOGPROOF_REQUIRE_DOCKER", false, "dockerd does not work: " + daemon.stderr());
    }
    return docker;
  }

  private static boolean isPossible() throws InterruptedException {
    try {
      String script =
          "test $(id -u) = 0 && command -v dockerd docker iptables && test -x " + BUSYBOX;
      return CompletedCommand.run(TIME_LIMIT, List.of("sh", "-c", script)).succeeded();
    } catch (IOException e) {
      return false;
    }
  }

  private static String socket(Path directory) {
    return "unix://" + directory.resolve("docker.sock");
  }

  private boolean works() throws InterruptedException {
    try {
      Waits.await(Duration.ofSeconds(30))
          .until(() -> CompletedCommand.run(TIME_LIMIT, command("version")).succeeded());
      makeImage();
      List<String> trial = command("run", "--rm", "--network=none", "busybox");
      trial.addAll(List.of("/bin/sh", "-c", "exit 0"));
      run(trial);
      iptables("-L", List.of("OUTPUT", "-n"));
      return true;
    } catch (ConditionTimeoutException | IOException e) {
      return false;
    }
  }

  private void makeImage() throws IOException, InterruptedException {
    Path root = Files.createDirectories(directory.resolve("image/bin"));
    Files.copy(BUSYBOX, root.resolve("busybox"));
    for (String name : List.of("sh", "usleep")) {
      Files.createSymbolicLink(root.resolve(name), Path.of("busybox"));
    }
    String pack = "tar -C \"$0\" -c . | docker -H \"$1\" import - busybox";
    run(List.of("sh", "-c", pack, directory.resolve("image").toString(), socket(directory)));
  }

  /** Routes new flows to {@code port}; established flows keep their target. */
  void register(int port) throws IOException, InterruptedException {
    List<String> next = new ArrayList<>(List.of("OUTPUT", "-p", "tcp", "-d", address));
    next.addAll(List.of("--dport", PORT, "-j", "DNAT"));
    next.addAll(List.of("--to-destination", network.taskHost() + ":" + port));
    iptables("-I", next);
    if (!rule.isEmpty()) {
      iptables("-D", rule);
    }
    rule = List.copyOf(next);
  }

  private void iptables(String command, List<String> what)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(network.clientSide());
    line.addAll(List.of("iptables", "-w", "-t", "nat", command));
    line.addAll(what);
    run(line);
  }

  String startContainer(String name, String script) throws IOException, InterruptedException {
    List<String> line = command("run", "-d", "--name=" + name, "--network=none");
    line.add("--volume=" + signals() + ":/signals:ro");
    line.addAll(List.of("--log-driver=fluentd", "--log-opt=tag=backend-docker"));
    line.add("--log-opt=fluentd-address=" + address + ":" + PORT);
    line.addAll(List.of("busybox", "/bin/sh", "-c", script));
    run(line);
    return name;
  }

  /** Containers see it as {@code /signals}. */
  Path signals() throws IOException {
    return Files.createDirectories(directory.resolve("signals"));
  }

  void awaitEnd(List<String> containers) throws IOException, InterruptedException {
    List<String> line = command("wait");
    line.addAll(containers);
    run(line);
  }

  private List<String> command(String... words) {
    List<String> line = new ArrayList<>(List.of("docker", "-H", socket(directory)));
    line.addAll(List.of(words));
    return line;
  }

  private static void run(List<String> line) throws IOException, InterruptedException {
    CompletedCommand.outputOf(TIME_LIMIT, line);
  }

  @Override
  public void close() {
    try {
      if (!rule.isEmpty()) {
        iptables("-D", rule);
      }
      daemon.terminate(TIME_LIMIT);
      // JUnit would warn of each link among thousands of files.
      String data = directory.resolve("docker-data").toString();
      run(List.of("rm", "-rf", data, directory.resolve("docker-exec").toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      daemon.close();
    }
  }
}
