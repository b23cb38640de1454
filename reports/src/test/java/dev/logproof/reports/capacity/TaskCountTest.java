package dev.logproof.reports.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole numbers of tasks. */
class TaskCountTest {
  @Test
  void plansExactTasksForWholeQuotient() {
    double perTask = 0.1e6 * 3.3;
    for (int tasks = 1; tasks <= 2000; tasks++) {
      assertThat(TaskCount.of(perTask * tasks, perTask)).isEqualTo(tasks);
    }
  }

  @Test
  void addsTaskForOneByteMore() {
    assertThat(TaskCount.of(45_000_001, 9e6)).isEqualTo(6);
  }

  @Test
  void plansOneTaskForSmallLoad() {
    assertThat(TaskCount.of(1, 9e6)).isEqualTo(1);
  }

  @Test
  void refusesNumbersBeyondCounting() {
    assertThatThrownBy(() -> TaskCount.of(1e30, 1)).isInstanceOf(ArithmeticException.class);
  }

  /** Of n tasks, the largest of z zones holds n ÷ z, rounded up. */
  @ParameterizedTest
  @CsvSource({"5, 2, 10", "5, 3, 8", "1, 2, 2", "1, 3, 2", "6, 3, 9", "7, 4, 10", "100, 2, 200"})
  void leavesEnoughTasksWhenAZoneIsLost(int needed, int zones, int tasks) {
    assertThat(TaskCount.withZoneLost(needed, zones)).isEqualTo(tasks);
  }

  @Test
  void plansNoTaskTooManyForALostZone() {
    for (int zones = 2; zones <= 6; zones++) {
      for (int needed = 1; needed <= 200; needed++) {
        int tasks = TaskCount.withZoneLost(needed, zones);
        assertThat(left(tasks, zones))
            .as("%d in %d zones", tasks, zones)
            .isGreaterThanOrEqualTo(needed);
        assertThat(left(tasks - 1, zones)).as("one fewer").isLessThan(needed);
      }
    }
  }

  private static int left(int tasks, int zones) {
    return tasks - (tasks + zones - 1) / zones;
  }
}
