package dev.logproof.system.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.system.faults.FaultRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A process's own wall clock, by libfaketime. Monotonic clocks are unaffected, as when a host's
 * time is set.
 */
public record WallClock(Path offset, Path library) {
  private static final List<String> FOLDERS =
      List.of("/usr/lib/x86_64-linux-gnu/faketime", "/usr/lib/aarch64-linux-gnu/faketime");
  private static final Pattern LOGGED =
      Pattern.compile(
          "^(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d [+-]\\d{4}) ", Pattern.MULTILINE);
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss Z", Locale.ROOT);

  /** Size of a jump. */
  public enum Jump {
    FORWARD(Duration.ofHours(1)),
    BACKWARD(Duration.ofHours(-1));

    private final Duration by;

    Jump(Duration by) {
      this.by = by;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Creates a clock; skips the test without libfaketime. */
  public static WallClock in(Path directory) throws IOException {
    List<Path> libraries =
        FOLDERS.stream()
            .map(folder -> Path.of(folder, "libfaketimeMT.so.1"))
            .filter(Files::isReadable)
            .toList();
    Requirement.orSkip(
        "LOGPROOF_REQUIRE_FAKETIME", !libraries.isEmpty(), "no libfaketime (package faketime)");
    return new WallClock(Files.writeString(directory.resolve("clock"), "+0"), libraries.get(0));
  }

  /** Disables libfaketime's monotonic fix, which shortens Java's timed waits. */
  public FaultRun.Setting setting() {
    return new FaultRun.Setting(
        List.of(),
        Map.of(
            "LD_PRELOAD", library.toString(),
            "FAKETIME_TIMESTAMP_FILE", offset.toString(),
            "FAKETIME_CACHE_DURATION", "1",
            "FAKETIME_DONT_FAKE_MONOTONIC", "1",
            "FAKETIME_FORCE_MONOTONIC_FIX", "0"));
  }

  /** Jumps; processes see it within a second. */
  public void jump(Jump jump) throws IOException {
    String text = jump.by.isNegative() ? "" + jump.by.toSeconds() : "+" + jump.by.toSeconds();
    Path next = Files.writeString(offset.resolveSibling("next-clock"), text);
    Files.move(next, offset, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Checks the jump by the last timestamp logged by {@code task}, which has ended. */
  public void assertJumped(AggregatorTask task, Jump jump) throws IOException {
    List<String> times =
        LOGGED.matcher(task.program().stderr()).results().map(MatchResult::group).toList();
    assertThat(times).isNotEmpty();
    OffsetDateTime last = OffsetDateTime.parse(times.get(times.size() - 1).strip(), FORM);
    Duration off = Duration.between(Instant.now(), last.toInstant());
    if (off.minus(jump.by).abs().compareTo(jump.by.abs().dividedBy(2)) > 0) {
      throw new InconclusiveTest("the clock that was to jump by " + jump.by + " is off by " + off);
    }
  }
}
