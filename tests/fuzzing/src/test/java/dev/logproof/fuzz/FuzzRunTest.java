package dev.logproof.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The fuzzer finds planted faults, and nothing in a bounded run over the real targets. */
class FuzzRunTest {
  private static final long RUNS = 5_000;
  private static final int SEED = 1;
  private static final int SHORT_SECONDS = 10;

  @TempDir Path work;

  @Test
  void findsPlantedDefectAndKeepsInput() throws IOException, InterruptedException {
    FuzzRun.Subject planted = new FuzzRun.Subject("planted", PlantedTarget.class.getName(), 64);
    Path corpus = Files.createDirectories(work.resolve("corpus"));
    FuzzRun.Result result =
        new FuzzRun(planted, corpus, work, FuzzRun.MAX_SECONDS_AN_INPUT)
            .run(10_000_000, SEED, line -> {});
    assertThat(result.exitCode()).isNotZero();
    assertThat(String.join("\n", result.lastLines())).contains("crash-");
    try (Stream<Path> found = Files.list(work.resolve("planted"))) {
      assertThat(found.map(file -> file.getFileName().toString()))
          .anyMatch(name -> name.startsWith("crash-"));
    }
  }

  @Tag("full")
  @Test
  void findsMemoryLeak() throws IOException, InterruptedException {
    assertThat(planted(PlantedLeak.class)).contains("OutOfMemory");
  }

  @Tag("full")
  @Test
  void findsHangingInput() throws IOException, InterruptedException {
    assertThat(planted(PlantedHang.class)).containsIgnoringCase("timeout");
  }

  private String planted(Class<?> target) throws IOException, InterruptedException {
    FuzzRun.Subject subject = new FuzzRun.Subject("planted", target.getName(), 64);
    Path corpus = Files.createDirectories(work.resolve("corpus"));
    List<String> said = new ArrayList<>();
    FuzzRun.Result result =
        new FuzzRun(subject, corpus, work, SHORT_SECONDS).run(10_000_000, SEED, said::add);
    assertThat(result.exitCode()).isNotZero();
    return String.join("\n", said);
  }

  @Test
  void findsNothingInBoundedRunOfDecoder() throws IOException, InterruptedException {
    findsNothing(FuzzTarget.CODEC);
  }

  @Tag("full")
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CODEC")
  void findsNothingInBoundedRunOfOtherTargets(FuzzTarget target)
      throws IOException, InterruptedException {
    findsNothing(target);
  }

  private void findsNothing(FuzzTarget target) throws IOException, InterruptedException {
    Path corpus = Path.of("corpus", target.toString()).toAbsolutePath();
    FuzzRun.Result result =
        new FuzzRun(target.subject(), corpus, work, FuzzRun.MAX_SECONDS_AN_INPUT)
            .run(RUNS, SEED, line -> {});
    assertThat(result.exitCode()).as(String.join("\n", result.lastLines())).isZero();
    assertThat(result.runs()).isGreaterThanOrEqualTo(RUNS);
  }
}
