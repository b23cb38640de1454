package dev.logproof.throughput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.logproof.commandline.ExitCode;
import dev.logproof.commandline.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the benchmark with real processes, against an aggregator with known faults. */
class ThroughputCommandTest {
  @TempDir Path directory;

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("--without-own", "--quiet", "--connections=2"));
    all.addAll(List.of("--warm-up=1s", "--duration=1s", "--drain-limit=2s"));
    all.add("--work-dir=" + directory);
    all.addAll(List.of(arguments));
    return Program.run(new ThroughputCommand(), Map.of(), all.toArray(String[]::new));
  }

  private static String tiny(String name, int loseEvery, int repeatEvery) {
    return "--aggregator="
        + name
        + "=exec '"
        + Path.of(System.getProperty("java.home"), "bin", "java")
        + "' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '"
        + System.getProperty("java.class.path")
        + "' "
        + TinyAggregator.class.getName()
        + " "
        + loseEvery
        + " "
        + repeatEvery;
  }

  private JsonNode results(Path file) throws IOException {
    return new ObjectMapper().readTree(Files.readString(file));
  }

  @Tag("full")
  @Test
  void reportsLossAndDuplicatesOfLossyAggregatorOnly() throws IOException {
    Path file = directory.resolve("results.json");
    assertThat(
            run(
                "--rates=100kB/s,saturation",
                "--event-bytes=600",
                tiny("honest", 0, 0),
                tiny("lossy", 10, 4),
                "--results=" + file))
        .isEqualTo(ExitCode.UNKNOWN);
    JsonNode all = results(file);
    assertThat(all).hasSize(4);
    for (JsonNode one : all) {
      boolean honest = one.get("aggregator").asText().equals("honest");
      long sent = one.get("sent").asLong();
      assertThat(one.get("bytesAnEvent").asDouble()).isEqualTo(600);
      assertThat(one.get("residentMegabytes").asDouble()).isPositive();
      assertThat(one.get("foreign").asLong()).isZero();
      assertThat(one.get("refused").asLong()).isZero();
      // Every 10th event is lost and every 4th repeated; every 20th is both and arrives once.
      assertThat(one.get("lost").asDouble())
          .isCloseTo(honest ? 0 : sent / 10.0 - sent / 20.0, within(2.0));
      assertThat(one.get("duplicates").asDouble())
          .isCloseTo(honest ? 0 : sent / 4.0 - sent / 20.0, within(2.0));
      assertThat(one.get("objections").toString().contains("lost")).isEqualTo(!honest);
    }
  }

  @Test
  void isUnknownWhenAggregatorDeliversNothing() throws IOException {
    Path file = directory.resolve("results.json");
    assertThat(run("--rates=100kB/s", tiny("silent", 1, 0), "--results=" + file))
        .isEqualTo(ExitCode.UNKNOWN);
    assertThat(results(file).get(0).get("objections").toString()).contains("nothing arrived");
  }

  @Test
  void isUnknownWhenAggregatorDoesNotStart() {
    assertThat(run("--rates=100kB/s", "--aggregator=broken=exit 3")).isEqualTo(ExitCode.UNKNOWN);
  }

  @Test
  void rejectsBadInput() {
    assertThat(run("--rates=9", tiny("a", 0, 0))).isEqualTo(ExitCode.USAGE);
    assertThat(run("--aggregator=nothing")).isEqualTo(ExitCode.USAGE);
    assertThat(run()).isEqualTo(ExitCode.USAGE);
    assertThat(run("--event-bytes=100", tiny("a", 0, 0))).isEqualTo(ExitCode.USAGE);
    assertThat(run("--connections=0", tiny("a", 0, 0))).isEqualTo(ExitCode.USAGE);
    assertThat(run("--filters", tiny("a", 0, 0))).isEqualTo(ExitCode.USAGE);
    assertThat(run("--rounds=0", tiny("a", 0, 0))).isEqualTo(ExitCode.USAGE);
    assertThat(run(tiny("a", 0, 0), tiny("a", 0, 0))).isEqualTo(ExitCode.USAGE);
  }
}
