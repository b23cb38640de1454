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

  @TempDir Path directory;

  static Stream<List<String>> waysToSend() {
    return Stream.of(
        List.of("--tls", "--mode=message"),
        List.of("--mode=packed", "--aggregate-records", "--flush-interval=100ms"));
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
    JsonNode measured = new ObjectMapper().readTree(program.stdout()).get(0);

    assertThat(measured.get("aggregator").asText()).isEqualTo("logproof");
    assertThat(measured.get("sent").asLong()).isPositive();
    assertThat(measured.get("lost").asLong()).isZero();
    assertThat(measured.get("duplicates").asLong()).isZero();
    assertThat(measured.get("foreign").asLong()).isZero();
    assertThat(measured.get("refused").asLong()).isZero();
  }
}
