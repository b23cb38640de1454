package dev.logproof.system.support;

import dev.logproof.process.CompletedCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Two network namespaces joined by a link that delays every packet. Needs root, a C compiler,
 * iproute2 and tun devices; otherwise skips the test.
 */
public record DelayedNetwork(String clients, String tasks, RunningProgram link) implements Network {
  private static final String HOST = "10.99.0.2";
  private static final String UP =
      """
      set -e
      for side in $1 $2; do ip netns add $side; ip netns exec $side ip link set lo up; done
      ip tuntap add dev $1 mode tun; ip tuntap add dev $2 mode tun
      """;
  private static final String JOIN =
      """
      set -e
      ip link set $1 netns $1; ip link set $2 netns $2
      ip netns exec $1 ip addr add 10.99.0.1/24 dev $1
      ip netns exec $2 ip addr add 10.99.0.2/24 dev $2
      ip netns exec $1 ip link set $1 up; ip netns exec $2 ip link set $2 up
      """;
  private static final Duration TIME_LIMIT = Duration.ofMinutes(2);
  private static final String DOWN = "ip netns del $1; ip netns del $2";

  /** Delays packets by {@code oneWayMicros} per direction. */
  public static DelayedNetwork start(Path directory, int oneWayMicros)
      throws IOException, InterruptedException {
    Path program = compile(directory);
    // A network does not get slower while the hosts at its ends are busy.
    Requirement.orSkip(
        "LOGPROOF_REQUIRE_NETWORK",
        shell("chrt --fifo 1 true"),
        "no real-time priority for the network (root and util-linux)");
    String name = "lp" + ProcessHandle.current().pid() % 100_000;
    String clients = name + "c";
    String tasks = name + "t";
    Requirement.orSkip(
        "LOGPROOF_REQUIRE_NETWORK",
        shell(UP, clients, tasks),
        "no network name spaces with tun devices (root and iproute2)");
    RunningProgram link =
        RunningProgram.startAny(
            directory,
            Map.of(),
            "delaylink",
            List.of(
                "chrt",
                "--fifo",
                "1",
                program.toString(),
                clients,
                tasks,
                Integer.toString(oneWayMicros)));
    link.awaitLine("^linked$", Duration.ofSeconds(10));
    DelayedNetwork network = new DelayedNetwork(clients, tasks, link);
    if (!shell(JOIN, clients, tasks)) {
      network.close();
      Requirement.orSkip("LOGPROOF_REQUIRE_NETWORK", false, "cannot join two network name spaces");
    }
    return network;
  }

  private static Path compile(Path directory) throws IOException, InterruptedException {
    Path program = directory.resolve("delaylink");
    Path source = RunningProgram.home().resolve("tests/system-tests/src/test/c/delaylink.c");
    Requirement.orSkip(
        "LOGPROOF_REQUIRE_NETWORK",
        shell("gcc -O2 -pthread -o $1 $2", program.toString(), source.toString()),
        "no C compiler (package gcc)");
    return program;
  }

  private static boolean shell(String script, String... arguments)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of("sh", "-c", script, "network"));
    line.addAll(List.of(arguments));
    return CompletedCommand.run(TIME_LIMIT, line).succeeded();
  }

  @Override
  public List<String> clientSide() {
    return inside(clients);
  }

  @Override
  public List<String> taskSide() {
    return inside(tasks);
  }

  /** {@code ip netns exec} would mount a /sys without the cgroups that Docker needs. */
  private static List<String> inside(String name) {
    return List.of("nsenter", "--net=/var/run/netns/" + name);
  }

  @Override
  public String taskHost() {
    return HOST;
  }

  @Override
  public void close() {
    link.close();
    try {
      shell(DOWN, clients, tasks);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
