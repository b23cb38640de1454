package dev.logproof.commandline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

/** Verifies how often progress is shown. */
class ProgressTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(bytes, true, UTF_8);
  private long nowNanos;

  @Test
  void printsLineEveryFiveSecondsWithoutTerminal() {
    Progress progress = Progress.on(err, false, () -> nowNanos);
    for (int second = 0; second < 11; second++) {
      nowNanos = second * 1_000_000_000L;
      progress.report("second " + second);
    }
    assertThat(bytes.toString(UTF_8)).isEqualTo("second 0\nsecond 5\nsecond 10\n");
  }

  @Test
  void rewritesLineOnTerminal() {
    Progress progress = Progress.on(err, true, () -> nowNanos);
    progress.report("a");
    nowNanos = 300_000_000L;
    progress.report("b");
    assertThat(bytes.toString(UTF_8)).isEqualTo("\r\u001b[2Ka\r\u001b[2Kb");
  }
}
