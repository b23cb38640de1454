package dev.logproof.system.programs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.system.support.Requirement;
import dev.logproof.system.support.RunningProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Headless Chromium without a network: all but this machine is behind a proxy that does not exist.
 * Without it, tests are skipped, or fail if {@code LOGPROOF_REQUIRE_CHROMIUM} is {@code true}.
 */
final class Chromium {
  private static final String NAME = "chromium";
  private static final Duration TIME_LIMIT = Duration.ofMinutes(3);

  /** Time that the page sees; more than its scripts need. */
  private static final String VIRTUAL_TIME = "--virtual-time-budget=20000";

  private final Path directory;

  private Chromium(Path directory) {
    this.directory = directory;
  }

  static Chromium orSkip(Path directory) {
    boolean present =
        Stream.of(System.getenv("PATH").split(":", -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, NAME)));
    Requirement.orSkip("LOGPROOF_REQUIRE_CHROMIUM", present, "chromium on the PATH");
    return new Chromium(directory);
  }

  /** Output of a browser. */
  record Visit(String dom, String log) {
    /** Messages of the page's console. */
    List<String> console() {
      return log.lines().filter(line -> line.contains("CONSOLE")).toList();
    }
  }

  /** Visits {@code address} with further options. */
  Visit visit(String address, String... options) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    line.add(NAME);
    line.addAll(
        List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--user-data-dir=" + directory.resolve("profile"),
            "--proxy-server=127.0.0.1:1",
            "--enable-logging=stderr",
            "--v=0",
            VIRTUAL_TIME));
    line.addAll(List.of(options));
    line.add(address);
    RunningProgram browser = RunningProgram.startAny(directory, Map.of(), NAME, line);
    assertThat(browser.awaitEnd(TIME_LIMIT)).as(browser.stderr()).isZero();
    return new Visit(browser.stdout(), browser.stderr());
  }
}
