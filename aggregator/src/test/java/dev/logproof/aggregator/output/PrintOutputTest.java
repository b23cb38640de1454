package dev.logproof.aggregator.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.buffer.RejectedEvents;
import dev.logproof.aggregator.config.OneMatch;
import dev.logproof.aggregator.config.StdoutOutput;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.ruby.TimeFormat;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines of stdout are those of Fluentd's out_stdout. */
class PrintOutputTest {
  private static final String TIME =
      TimeFormat.of("%Y-%m-%d %H:%M:%S.000000000 %z", ZoneId.systemDefault()).format(5, 0);

  private static String printed(String lines, String... fields) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StdoutOutput config = (StdoutOutput) OneMatch.output("@type stdout;" + lines);
    Ledger ledger = new Ledger();
    EventLoopOutput view =
        new PrintOutput(config, ledger, new PrintStream(out, true, UTF_8))
            .forLoop(new EmbeddedChannel().eventLoop(), RejectedEvents.NONE);
    TestEvents.send(view, "a.b", 5, TestEvents.map(fields));
    assertThat(ledger.accounting().delivered()).isEqualTo(1);
    return out.toString(UTF_8);
  }

  @Test
  void printsTimeTagAndRecord() {
    assertThat(printed("", "k", "v")).isEqualTo(TIME + " a.b: {\"k\":\"v\"}\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "<format>;</format> => T a.b: {\"k\":\"v\"}",
        "<format>;@type stdout;output_type hash;</format> => T a.b: {\"k\"=>\"v\"}",
        "<format>;@type json;</format> => {\"k\":\"v\"}",
        "<format>;@type ltsv;</format> => k:v",
        "format json => {\"k\":\"v\"}",
        "output_type ltsv => T a.b: k:v",
        "<format>;@type single_value;message_key k;</format> => v"
      })
  void printsInFormat(String lines, String expected) {
    assertThat(printed(lines, "k", "v")).isEqualTo(expected.replaceFirst("^T ", TIME + " ") + "\n");
  }

  @Test
  void endsLineOnce() {
    assertThat(printed("<format>;@type single_value;add_newline false;</format>", "message", "v\n"))
        .isEqualTo("v\n");
  }
}
