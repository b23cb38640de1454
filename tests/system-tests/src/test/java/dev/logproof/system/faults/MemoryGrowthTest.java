package dev.logproof.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.logproof.system.faults.SeriesFit.Sample;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests leaks, steps and noise. */
class MemoryGrowthTest {
  private static final int MINUTES = 60;
  private static final double BASE_BYTES = 450e6;

  private static MemoryGrowth growth(IntToDoubleFunction bytesAtMinute) {
    return MemoryGrowth.of(
        IntStream.rangeClosed(1, MINUTES)
            .mapToObj(minute -> new Sample(minute * 60.0, bytesAtMinute.applyAsDouble(minute)))
            .toList());
  }

  @Test
  void reportsLeakOfConstantRateAsNotFlat() {
    MemoryGrowth leak = growth(minute -> BASE_BYTES * (1 + 0.1 * minute / MINUTES));

    assertThat(leak.isFlat()).as("%s", leak).isFalse();
    assertThat(leak.toString()).contains("NOT FLAT");
  }

  @Test
  void reportsLeakHiddenInSwingsAsNotFlat() {
    MemoryGrowth leak =
        growth(minute -> BASE_BYTES * (1 + 0.1 * minute / MINUTES) + (minute % 5 - 2) * 10e6);

    assertThat(leak.isFlat()).as("%s", leak).isFalse();
  }

  @Test
  void reportsLateStepAsNotFlat() {
    MemoryGrowth step = growth(minute -> BASE_BYTES * (minute < 45 ? 1 : 1.06));

    assertThat(step.isFlat()).as("%s", step).isFalse();
  }

  @Test
  void reportsHighWaterMarkOfFirstHalfAsFlat() {
    MemoryGrowth marks =
        growth(minute -> BASE_BYTES * (minute < 10 ? 0.9 : minute < 22 ? 0.95 : 1));

    assertThat(marks.isFlat()).as("%s", marks).isTrue();
  }

  @Test
  void reportsSwingsAndFallingMemoryAsFlat() {
    assertThat(growth(minute -> BASE_BYTES + (minute % 7 - 3) * 15e6).isFlat()).isTrue();
    assertThat(growth(minute -> BASE_BYTES - minute * 1e6).isFlat()).isTrue();
  }

  @Test
  void rejectsSeriesWithEmptyThird() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MemoryGrowth.of(List.of(new Sample(1, 1), new Sample(60, 1))));
  }
}
