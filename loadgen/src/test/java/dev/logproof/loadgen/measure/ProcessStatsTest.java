package dev.logproof.loadgen.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Tests usage in the worst seconds. */
class ProcessStatsTest {
  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final Offset<Double> EXACT = within(1e-9);

  private final Planted probe = new Planted();
  private final ProcessStats stats = new ProcessStats(probe);

  /** Two processors with settable usage. */
  private static final class Planted implements ProcessProbe {
    private long cpuNanos = 7;
    private long gcMillis = 3;

    @Override
    public long cpuNanos() {
      return cpuNanos;
    }

    @Override
    public long gcMillis() {
      return gcMillis;
    }

    @Override
    public int processors() {
      return 2;
    }
  }

  private void seconds(int from, int to, double cores, long gcMillisASecond) {
    for (int second = from; second <= to; second++) {
      probe.cpuNanos += (long) (cores * SECOND_NANOS);
      probe.gcMillis += gcMillisASecond;
      stats.sample(second * SECOND_NANOS);
    }
  }

  @Test
  void findsPeakAmongIdlePeriods() {
    stats.sample(0);
    seconds(1, 60, 0.1, 1);
    seconds(61, 65, 1.9, 200);
    seconds(66, 200, 0.1, 1);
    assertThat(stats.worst().cpuSharePercent()).isCloseTo(95, EXACT);
    assertThat(stats.worst().gcSharePercent()).isCloseTo(20, EXACT);
    assertThat(stats.last().cpuCores()).isCloseTo(0.1, EXACT);
    assertThat(stats.last().gcMillis()).isEqualTo(1);
  }

  @Test
  void averagesWarmUpSecondOverWindow() {
    stats.sample(0);
    seconds(1, 1, 2, 500);
    seconds(2, 10, 0.1, 0);
    assertThat(stats.worst().cpuSharePercent()).isCloseTo(24, EXACT);
    assertThat(stats.worst().gcSharePercent()).isCloseTo(10, EXACT);
  }

  @Test
  void ignoresRunsShorterThanWindow() {
    stats.sample(0);
    seconds(1, 4, 2, 900);
    assertThat(stats.worst().cpuSharePercent()).isZero();
    assertThat(stats.worst().gcSharePercent()).isZero();
  }

  @Test
  void readsStatsOfThisProcess() {
    ProcessProbe own = ProcessProbe.ofThisProcess();
    assertThat(own.cpuNanos()).isPositive();
    assertThat(own.gcMillis()).isNotNegative();
    assertThat(own.processors()).isPositive();
  }
}
