package dev.logproof.system.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.logproof.system.support.RunningProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the throughput benchmark with its own aggregator. */
@Tag("full")
class ThroughputBenchmarkIT {
  private static final Duration TIME_LIMIT = Duration.ofMinutes(2);
  private static final int PASS = 0;

  /** A busy host may miss even a low rate. */
  private static final int UNKNOWN = 2;

  /** Three filters of plain lines, one of JSON lines, and both kinds of lines without a filter. */
  private static final int FILTER_ROWS = 6;

  @TempDir Path directory;

  static Stream<List<String>> waysToSend() {
    return Stream.of(
        List.of("--tls", "--mode=message"),
        List.of("--mode=packed", "--aggregate-records", "--flush-interval=100ms"),
        List.of("--filters"));
  }

  @ParameterizedTest
  @MethodSource("waysToSend")
  void countsEverySentEventOnce(List<String> how) throws IOException, InterruptedException {
    List<String> line =
        Stream.concat(
                Stream.of(
                    RunningProgram.home().resolve("benchmarks/aggregator-throughput").toString(),
                    "--rates=300kB/s",
                    "--warm-up=1s",
                    "--duration=2s",
                    "--format=json",
                    "--quiet"),
                how.stream())
            .toList();
    RunningProgram program =
        RunningProgram.startAny(directory, Map.of(), "aggregator-throughput", line);
    assertThat(program.awaitEnd(TIME_LIMIT)).as(program.stderr()).isIn(PASS, UNKNOWN);
    JsonNode measured = new ObjectMapper().readTree(program.stdout());

    assertThat(measured.get(0).get("aggregator").asText()).isEqualTo("logproof");
    assertThat(measured).hasSize(how.contains("--filters") ? FILTER_ROWS : 1);
    for (JsonNode one : measured) {
      assertThat(one.get("sent").asLong()).isPositive();
      assertThat(one.get("lost").asLong()).as(one.toString()).isZero();
      assertThat(one.get("duplicates").asLong()).isZero();
      assertThat(one.get("foreign").asLong()).isZero();
      assertThat(one.get("refused").asLong()).isZero();
    }
  }
}
