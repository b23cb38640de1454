package dev.logproof.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.process.ChildProcess;
import dev.logproof.process.ChildProcessBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs one target with Jazzer (libFuzzer) in its own process. A crash, a hang or excessive memory
 * ends the run and keeps the input. Blocks the caller's thread.
 */
final class FuzzRun {
  private static final int MAX_HEAP_MEGABYTES = 512;
  private static final int MAX_RESIDENT_MEGABYTES = 2_048;

  /** The first input also loads the classes, and the machine may be busy. */
  static final int MAX_SECONDS_AN_INPUT = 60;

  private static final int KEPT_LINES = 40;
  private static final Pattern DONE = Pattern.compile("Done (\\d+) runs in (\\d+) second.*");
  private static final Pattern STATE = Pattern.compile("#(\\d+)\\s.*rss: (\\d+)Mb.*");

  private final Subject subject;
  private final Path corpus;
  private final Path workDirectory;
  private final int maxSecondsAnInput;
  private final Deque<String> lastLines = new ArrayDeque<>();
  private long runs;
  private long seconds;
  private long residentMegabytes;

  /** A class with {@code fuzzerTestOneInput}. */
  record Subject(String name, String className, int maxInputBytes) {}

  /**
   * Result of a run.
   *
   * @param exitCode 0 when nothing was found
   * @param residentMegabytes peak resident set
   */
  record Result(
      Subject subject,
      int exitCode,
      long runs,
      long seconds,
      long residentMegabytes,
      List<String> lastLines) {
    Result {
      lastLines = List.copyOf(lastLines);
    }
  }

  FuzzRun(Subject subject, Path corpus, Path workDirectory, int maxSecondsAnInput) {
    this.maxSecondsAnInput = maxSecondsAnInput;
    this.subject = subject;
    this.corpus = corpus;
    this.workDirectory = workDirectory;
  }

  /** Runs {@code maxRuns} inputs, or until the first finding. */
  Result run(long maxRuns, long seed, Consumer<String> line)
      throws IOException, InterruptedException {
    Path found = Files.createDirectories(workDirectory.resolve(subject.name()));
    try (ChildProcess fuzzer =
            ChildProcessBuilder.of(subject.name(), command(found, maxRuns, seed))
                .directory(found)
                .mergedOutput()
                .start();
        BufferedReader output = fuzzer.process().inputReader(UTF_8)) {
      for (String text = output.readLine(); text != null; text = output.readLine()) {
        take(text);
        line.accept(text);
      }
      int exitCode = fuzzer.process().waitFor();
      return new Result(
          subject, exitCode, runs, seconds, residentMegabytes, List.copyOf(lastLines));
    }
  }

  /**
   * New inputs go to {@code found}; the corpus is read only. Regular expressions in a configuration
   * are legitimate, so the hook that reports them is disabled.
   */
  private List<String> command(Path found, long maxRuns, long seed) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx" + MAX_HEAP_MEGABYTES + "m",
        "-XX:+UseSerialGC",
        "-Dlogback.configurationFile=fuzz-logback.xml",
        "-cp",
        System.getProperty("java.class.path"),
        "com.code_intelligence.jazzer.Jazzer",
        "--target_class=" + subject.className(),
        "--instrumentation_includes=dev.logproof.**",
        "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.RegexInjection",
        "--reproducer_path=" + found,
        "-runs=" + maxRuns,
        "-seed=" + seed,
        "-max_len=" + subject.maxInputBytes(),
        "-timeout=" + maxSecondsAnInput,
        "-rss_limit_mb=" + MAX_RESIDENT_MEGABYTES,
        "-print_final_stats=1",
        found.toString(),
        corpus.toString());
  }

  private void take(String line) {
    Matcher done = DONE.matcher(line);
    if (done.matches()) {
      runs = Long.parseLong(done.group(1));
      seconds = Long.parseLong(done.group(2));
    }
    Matcher state = STATE.matcher(line);
    if (state.matches()) {
      runs = Math.max(runs, Long.parseLong(state.group(1)));
      residentMegabytes = Math.max(residentMegabytes, Long.parseLong(state.group(2)));
    }
    lastLines.addLast(line);
    if (lastLines.size() > KEPT_LINES) {
      lastLines.removeFirst();
    }
  }
}
