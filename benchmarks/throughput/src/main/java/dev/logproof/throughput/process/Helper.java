package dev.logproof.throughput.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.logproof.commandline.CommandFailure;
import dev.logproof.process.ChildProcess;
import dev.logproof.process.ChildProcessBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Load or endpoint process that responds to command words, see {@link Dialogue}. Confined to the
 * main thread.
 */
public final class Helper implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The serial collector has no threads of its own. */
  private static final List<String> JAVA_FLAGS =
      List.of("-XX:+UseSerialGC", "-Xmx768m", "-XX:-UsePerfData", "-Xshare:auto");

  private final ChildProcess process;
  private final BufferedReader answers;
  private final Writer words;

  private Helper(ChildProcess process) {
    this.process = process;
    this.answers = process.process().inputReader(UTF_8);
    this.words = process.process().outputWriter(UTF_8);
  }

  /** Starts {@code mainClass}; the first argument is the helper's name. */
  public static Helper start(Class<?> mainClass, Path directory, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JAVA_FLAGS);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass.getName()));
    command.addAll(arguments);
    String name = arguments.get(0);
    Path log = directory.resolve(name + ".log");
    return new Helper(ChildProcessBuilder.of(name, command).errorLog(log).start());
  }

  /** Handle of the child process. */
  public ProcessHandle handle() {
    return process.process().toHandle();
  }

  /** Reads the next line of output. */
  public String line() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw CommandFailure.unknown(
          "the " + process.name() + " ended; its log: " + process.stderrFile());
    }
    return line;
  }

  /** Sends {@code word} and parses the response. */
  public <T> T ask(String word, Class<T> type) throws IOException {
    words.write(word + "\n");
    words.flush();
    return JSON.readValue(line(), type);
  }

  @Override
  public void close() {
    process.kill();
  }
}
