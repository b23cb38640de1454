package dev.logproof.throughput.process;

import dev.logproof.commandline.CommandFailure;
import dev.logproof.process.ChildProcess;
import dev.logproof.process.ChildProcessBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The measured shell command, ready when its forward port accepts connections. Confined to the main
 * thread.
 */
public final class AggregatorProcess implements AutoCloseable {
  private static final long POLL_MILLIS = 20;

  private final ChildProcess process;

  private AggregatorProcess(ChildProcess process) {
    this.process = process;
  }

  /** Starts {@code command} in {@code directory}, where its output is logged. */
  public static AggregatorProcess start(
      String name, String command, Map<String, String> environment, Path directory)
      throws IOException {
    Path log = directory.resolve("aggregator.log");
    return new AggregatorProcess(
        ChildProcessBuilder.of(name, List.of("sh", "-c", command))
            .directory(directory)
            .logs(log, log)
            .environment(environment)
            .start());
  }

  /** Handle of the shell process. */
  public ProcessHandle handle() {
    return process.process().toHandle();
  }

  /** Waits until {@code port} accepts connections; returns the time taken. */
  public Duration awaitReady(int port, Duration limit) throws InterruptedException {
    long startNanos = System.nanoTime();
    while (!accepts(port)) {
      if (!process.isAlive()) {
        throw CommandFailure.unknown(process.describeEnd());
      }
      if (System.nanoTime() - startNanos > limit.toNanos()) {
        throw CommandFailure.unknown(
            process.name()
                + " did not listen on port "
                + port
                + " in time; its log: "
                + process.stdoutFile());
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  private static boolean accepts(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Sends SIGTERM to the process tree, and SIGKILL after {@code grace}. */
  public void stop(Duration grace) throws InterruptedException {
    process.stop(grace);
  }

  @Override
  public void close() {
    process.kill();
  }
}
