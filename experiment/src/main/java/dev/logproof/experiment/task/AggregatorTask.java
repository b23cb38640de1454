package dev.logproof.experiment.task;

import dev.logproof.experiment.process.ManagedProcess;
import dev.logproof.experiment.process.StepFailedException;
import dev.logproof.experiment.process.Supervisor;
import dev.logproof.process.ExitSignal;
import dev.logproof.record.result.ExperimentResult.Stop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A running aggregator task. Confined to the main thread.
 *
 * @param addresses on which it listens
 */
public record AggregatorTask(ManagedProcess process, Addresses addresses, Supervisor supervisor) {
  /** ECS's default time from SIGTERM to SIGKILL. */
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

  private static final Duration END_LIMIT = Duration.ofSeconds(10);
  private static final int CONNECT_MILLIS = 1_000;
  private static final String ACCOUNTING = "accounting:";

  /** Waits for the ready line of the process. */
  public static AggregatorTask awaitReady(
      ManagedProcess process, Supervisor supervisor, Duration limit)
      throws StepFailedException, IOException, InterruptedException {
    Addresses addresses =
        supervisor.await(
            process.name() + " prints its ready line",
            limit,
            () ->
                process.outputLines().stream()
                    .map(Addresses::parse)
                    .flatMap(Optional::stream)
                    .findFirst());
    return new AggregatorTask(process, addresses, supervisor);
  }

  /** Waits until the process accepts connections: foreign programs print no ready line. */
  public static AggregatorTask awaitListening(
      ManagedProcess process, int forwardPort, Supervisor supervisor, Duration limit)
      throws StepFailedException, IOException, InterruptedException {
    supervisor.await(
        process.name() + " accepts connections on its forward port",
        limit,
        () -> accepts(forwardPort) ? Optional.of(true) : Optional.empty());
    return new AggregatorTask(process, Addresses.forwardOnly(forwardPort), supervisor);
  }

  private static boolean accepts(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Name of the process. */
  public String name() {
    return process.name();
  }

  /** Process id. */
  public long pid() {
    return process.pid();
  }

  /** Stops the task with ECS's default timeout. */
  public Stop stop() throws StepFailedException, IOException, InterruptedException {
    return stop(STOP_TIMEOUT);
  }

  /**
   * Stops the task: SIGTERM, then SIGKILL after {@code timeout}.
   *
   * @throws StepFailedException also when another signal ended the process
   */
  public Stop stop(Duration timeout) throws StepFailedException, IOException, InterruptedException {
    long sigtermAtMillis = System.currentTimeMillis();
    long sigtermNanos = System.nanoTime();
    process.terminate();
    boolean killed = !supervisor.awaitEnd(process, timeout);
    if (killed) {
      process.kill();
      supervisor.awaitEnd(process, END_LIMIT);
    }
    long stopMillis = (System.nanoTime() - sigtermNanos) / 1_000_000;
    if (!killed && ExitSignal.isForeign(process.exitCode())) {
      throw new StepFailedException("while it was being stopped, " + process.describeEnd());
    }
    return new Stop(
        process.name(), sigtermAtMillis, stopMillis, killed, process.exitCode(), lastWords());
  }

  private String lastWords() throws IOException {
    List<String> lines = process.outputLines().stream().filter(line -> !line.isBlank()).toList();
    String last = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    return last.startsWith(ACCOUNTING) ? last : "";
  }
}
