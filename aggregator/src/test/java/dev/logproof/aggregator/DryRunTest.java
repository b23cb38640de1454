package dev.logproof.aggregator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logproof.aggregator.config.AggregatorConfig;
import dev.logproof.aggregator.drain.DrainTimes;
import dev.logproof.commandline.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --dry-run} tries the whole configuration without changing anything. */
class DryRunTest {
  private static final Ports ANY =
      new Ports(OptionalInt.of(0), OptionalInt.of(0), "127.0.0.1", 0, false);

  @TempDir Path directory;

  private AggregatorConfig config(Path buffer) {
    String text =
        """
        <source>
          @type forward
          bind 127.0.0.1
        </source>
        <match **>
          @type kinesis_firehose
          region eu-west-1
          delivery_stream_name payments
          <buffer>
            @type file
            path %s
          </buffer>
        </match>
        """;
    return AggregatorConfig.parse("f.conf", text.formatted(buffer), Map.of());
  }

  private Directories directories() {
    return new Directories(directory.resolve("dead-letter"), directory.resolve("spool"));
  }

  @Test
  void makesNoDirectoryAndNoLock() throws InterruptedException {
    try (Aggregator aggregator =
        Aggregator.tryOut(config(directory.resolve("buffer")), ANY, directories())) {
      assertThat(aggregator.readyLine()).startsWith("ready forward=");
      assertThat(aggregator.stop(DrainTimes.within(10_000, 0)).isComplete()).isTrue();
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void rejectsUnusableDirectory() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    assertThatThrownBy(() -> Aggregator.tryOut(config(file), ANY, directories()))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("is not writable");
  }
}
