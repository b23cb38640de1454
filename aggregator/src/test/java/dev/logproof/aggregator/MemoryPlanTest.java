package dev.logproof.aggregator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Memory shares fit the task's memory; per-client limits fit the shares. */
class MemoryPlanTest {
  private static final long MIB = 1 << 20;

  @ParameterizedTest
  @ValueSource(longs = {128, 256, 512, 4_096, 16_384})
  void leavesOneEighthOfMemoryUnassigned(long mebibytes) {
    MemoryPlan plan = new MemoryPlan(mebibytes * MIB, 128 * MIB, 2);
    long shares = plan.chunkBytes() + plan.intakeBytes() + plan.requestBytes(2);
    assertThat(shares).isLessThanOrEqualTo(mebibytes * MIB / 8 * 7);
    assertThat((long) plan.maxFrameBytes("in", 64 << 20)).isLessThanOrEqualTo(plan.intakeBytes());
  }

  /** A small task's limits are lowered, a large task's are kept; all in MiB. */
  @ParameterizedTest
  @CsvSource({"128, 128, 16, 16, 8", "6848, 1024, 64, 256, 32"})
  void limitsByMemory(long memory, long buffer, int frame, int decompressed, int body) {
    MemoryPlan plan = new MemoryPlan(memory * MIB, buffer * MIB, 4);
    assertThat(plan.maxFrameBytes("in", 64 << 20)).isEqualTo(frame << 20);
    assertThat(plan.maxDecompressedBytes(256 << 20)).isEqualTo(decompressed << 20);
    assertThat(plan.maxBodyBytes("http", 32 << 20)).isEqualTo(body << 20);
  }

  @Test
  void hasRoomForARequestOfEachOutput() {
    MemoryPlan plan = new MemoryPlan(64 * MIB, 64 * MIB, 1);
    assertThat(plan.requestBytes(4)).isEqualTo(20 * MIB);
  }
}
