package dev.logproof.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Verifies that quoted input cannot forge log lines. */
class LogLineTest {
  private static String line(String message, Throwable cause) {
    LoggingEvent event =
        new LoggingEvent(
            "fqcn", new LoggerContext().getLogger("test"), Level.WARN, message, cause, null);
    event.setInstant(Instant.parse("2018-10-24T19:26:54Z"));
    return new LogLine().doLayout(event);
  }

  @Test
  void formatsLineLikeFluentd() {
    assertThat(line("Retrying to request batch.", null))
        .isEqualTo("2018-10-24 19:26:54 +0000 [warn]: #0 Retrying to request batch.\n");
  }

  @Test
  void escapesLineBreaksAndControlCharacters() {
    String forged =
        "tag=\"a\n2018-10-24 19:26:54 +0000 [error]: #0 forged\r\u001b[2J\u2028\u0085é\"";
    assertThat(line(forged, null))
        .isEqualTo(
            "2018-10-24 19:26:54 +0000 [warn]: #0 tag=\"a\\x0a2018-10-24 19:26:54 +0000"
                + " [error]: #0 forged\\x0d\\x1b[2J\\x2028\\x85é\"\n");
  }

  @Test
  void indentsStackTraces() {
    String text = line("failed", new IllegalStateException("one\n2018-10-24 two"));
    assertThat(text.lines().skip(1)).isNotEmpty().allMatch(part -> part.startsWith("\t"));
  }
}
