package dev.logproof.record.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Result files are replaced atomically and read back unchanged. */
class JsonTest {
  private static final PlanResult PLAN =
      new PlanResult(1, 5, 10, 45e6, 9e6, "article", List.of("no results"), Optional.empty());

  @TempDir Path temp;

  @Test
  void readsWrittenResult() throws IOException {
    Path file = temp.resolve("plan.json");
    Json.replace(file, PLAN);
    assertThat(Json.read(file, PlanResult.class)).isEqualTo(PLAN);
    assertThat(temp).isDirectoryContaining(p -> p.equals(file));
  }

  @Test
  void ignoresUnknownFieldsOfNewerVersions() throws IOException {
    String newer = Json.compact(PLAN).replaceFirst("\\{", "{\"added\":1,");
    assertThat(Json.parse(newer, PlanResult.class)).isEqualTo(PLAN);
  }

  @Test
  void reportsNameOfBrokenFile() throws IOException {
    Path file = Files.writeString(temp.resolve("plan.json"), "{");
    assertThatThrownBy(() -> Json.read(file, PlanResult.class)).hasMessageContaining("plan.json");
  }
}
