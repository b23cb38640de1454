package dev.logproof.record.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Load results of both versions are read; incomplete ones are rejected. */
class LoadResultTest {
  private static final String VERSION_1 =
      """
      {"version":1,"logproofVersion":"0.1.0","runId":"r","seed":7,"startedAtMillis":1,"seconds":2.0,
      "targets":["h:1"],"connections":8,"tag":"t","targetBytesPerSecond":1.0,
      "achievedBytesPerSecond":1.0,"events":1,"bytes":1,"tracersAttempted":1,"reconnects":0,
      "resentEvents":0,"maxLatenessMillis":0.5,"valid":true,"invalidReasons":[],
      "stopReason":"duration"}""";

  @Test
  void leavesFieldsMissingFromVersion1Empty() throws IOException {
    LoadResult result = Json.parse(VERSION_1, LoadResult.class);
    assertThat(result.version()).isEqualTo(1);
    assertThat(result.seed()).isEqualTo(7);
    assertThat(result.latencies()).isEmpty();
    assertThat(result.generator()).isEmpty();
  }

  @Test
  void readsWrittenResult() throws IOException {
    LoadResult before = Json.parse(VERSION_1, LoadResult.class);
    LoadResult result =
        new LoadResult(
            LoadResult.VERSION,
            before.logproofVersion(),
            before.runId(),
            before.seed(),
            before.startedAtMillis(),
            before.seconds(),
            before.targets(),
            before.connections(),
            before.tag(),
            before.targetBytesPerSecond(),
            before.achievedBytesPerSecond(),
            before.events(),
            before.bytes(),
            before.tracersAttempted(),
            before.reconnects(),
            before.resentEvents(),
            before.maxLatenessMillis(),
            before.valid(),
            before.invalidReasons(),
            before.stopReason(),
            List.of(new LoadResult.Latency("write-corrected", 5, 1, 2, 3, 4, 5)),
            Optional.of(new LoadResult.Generator(10, 1, 0.1, 20)));
    assertThat(Json.parse(Json.compact(result), LoadResult.class)).isEqualTo(result);
  }

  @Test
  void rejectsMissingFieldInEitherVersion() {
    String incomplete = VERSION_1.replace("\"seed\":7,", "");
    assertThatThrownBy(() -> Json.parse(incomplete, LoadResult.class))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("seed");
    String newer = VERSION_1.replace("\"version\":1", "\"version\":2");
    assertThatThrownBy(() -> Json.parse(newer, LoadResult.class))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("latencies");
  }
}
