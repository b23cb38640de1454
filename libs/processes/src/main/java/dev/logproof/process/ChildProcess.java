package dev.logproof.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A started process with its log files. Thread-safe.
 *
 * @param name in messages
 * @param process for its streams and handle
 * @param stdoutFile of standard output
 * @param stderrFile of standard error
 */
public record ChildProcess(String name, Process process, Path stdoutFile, Path stderrFile)
    implements AutoCloseable {
  static final Path NO_FILE = Path.of("");

  private static final long POLL_MILLIS = 20;

  /** True until it has ended. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Standard output so far; its last character may be incomplete. */
  public String stdout() throws IOException {
    return text(stdoutFile);
  }

  /** Standard error so far. */
  public String stderr() throws IOException {
    return text(stderrFile);
  }

  private static String text(Path file) throws IOException {
    return file.equals(NO_FILE) ? "" : new String(Files.readAllBytes(file), UTF_8);
  }

  /**
   * Waits for a complete line of standard output in which {@code pattern} is found.
   *
   * @throws IOException when the process ends before, or {@code limit} is over
   */
  public Matcher awaitLine(Pattern pattern, Duration limit)
      throws IOException, InterruptedException {
    long deadlineNanos = System.nanoTime() + limit.toNanos();
    while (true) {
      boolean ended = !process.isAlive();
      String text = stdout();
      Matcher matcher = pattern.matcher(text.substring(0, text.lastIndexOf('\n') + 1));
      if (matcher.find()) {
        return matcher;
      }
      if (ended) {
        throw new IOException(describeEnd());
      }
      if (System.nanoTime() - deadlineNanos >= 0) {
        throw new IOException(
            name + " printed no '" + pattern + "' within " + limit.toSeconds() + " s" + log());
      }
      boolean ignored = process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** Waits for the end; returns false after {@code limit}. */
  public boolean awaitEnd(Duration limit) throws InterruptedException {
    return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Sends SIGTERM. */
  public void terminate() {
    process.destroy();
  }

  /** Sends SIGTERM to it and its descendants, SIGKILL after {@code grace}; waits for the end. */
  public void stop(Duration grace) throws InterruptedException {
    List<ProcessHandle> all = withDescendants();
    all.forEach(ProcessHandle::destroy);
    boolean ignored = awaitEnd(grace);
    all.forEach(ProcessHandle::destroyForcibly);
    process.waitFor();
  }

  /** Sends SIGKILL to it and its descendants. */
  public void kill() {
    withDescendants().forEach(ProcessHandle::destroyForcibly);
  }

  private List<ProcessHandle> withDescendants() {
    return Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
  }

  @Override
  public void close() {
    kill();
  }

  /** Describes how it ended, with its log and last line; call it after the end. */
  public String describeEnd() {
    return name
        + " (process "
        + process.pid()
        + ") ended unexpectedly with exit code "
        + ExitSignal.describe(process.exitValue())
        + log();
  }

  private String log() {
    if (stderrFile.equals(NO_FILE)) {
      return "";
    }
    return "; its log: " + stderrFile + lastLine();
  }

  private String lastLine() {
    try {
      return stderr()
          .lines()
          .reduce((before, last) -> last)
          .map(line -> "; last line: " + line)
          .orElse("");
    } catch (IOException e) {
      return "";
    }
  }
}
