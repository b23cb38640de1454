package dev.logproof.throughput.process;

import dev.logproof.commandline.CommandFailure;
import dev.logproof.commandline.ParentWatch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The measured aggregator: a shell command, ready when its forward port accepts connections.
 * Confined to the main thread.
 */
public final class AggregatorProcess implements AutoCloseable {
  private static final long POLL_MILLIS = 20;

  private final String name;
  private final Path log;
  private final Process process;

  private AggregatorProcess(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
  }

  /** Starts {@code command} in {@code directory} and logs its output there. */
  public static AggregatorProcess start(
      String name, String command, Map<String, String> environment, Path directory)
      throws IOException {
    Path log = directory.resolve("aggregator.log");
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    builder.environment().put(ParentWatch.VARIABLE, Long.toString(ProcessHandle.current().pid()));
    return new AggregatorProcess(name, log, builder.start());
  }

  /** Handle of the shell process. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** Waits until {@code port} accepts connections and returns the time that took. */
  public Duration awaitReady(int port, Duration limit) throws InterruptedException {
    long startNanos = System.nanoTime();
    while (!accepts(port)) {
      if (!process.isAlive()) {
        throw CommandFailure.unknown(name + " ended before it was ready; its log: " + log);
      }
      if (System.nanoTime() - startNanos > limit.toNanos()) {
        throw CommandFailure.unknown(
            name + " did not listen on port " + port + " in time; its log: " + log);
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

  /** Sends SIGTERM to the process and its descendants, and SIGKILL after {@code grace}. */
  public void stop(Duration grace) throws InterruptedException {
    List<ProcessHandle> all = all();
    all.forEach(ProcessHandle::destroy);
    process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS);
    all.forEach(ProcessHandle::destroyForcibly);
    process.waitFor();
  }

  private List<ProcessHandle> all() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
  }

  /** Kills the process and its descendants. */
  @Override
  public void close() {
    all().forEach(ProcessHandle::destroyForcibly);
  }
}
