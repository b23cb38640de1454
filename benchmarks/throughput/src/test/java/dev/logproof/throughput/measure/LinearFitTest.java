package dev.logproof.throughput.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests the fit of CPU against rate. */
class LinearFitTest {
  private static Measurement at(double megabytes, double cores) {
    return Measurements.of(
        "a", megabytes + "MB/s", 1, megabytes, cores / megabytes * 1e3, List.of());
  }

  @Test
  void findsLine() {
    LinearFit fit =
        LinearFit.of("a", List.of(at(1, 0.03), at(9, 0.11), at(25, 0.27))).orElseThrow();
    assertThat(fit.idleCores()).isCloseTo(0.02, within(1e-9));
    assertThat(fit.cpuMillisPerMegabyte()).isCloseTo(10, within(1e-9));
    assertThat(fit.rSquared()).isCloseTo(1, within(1e-9));
  }

  @Test
  void yieldsLowRSquaredForCurve() {
    LinearFit fit = LinearFit.of("a", List.of(at(1, 0.5), at(9, 0.1), at(25, 0.4))).orElseThrow();
    assertThat(fit.rSquared()).isLessThan(0.5);
  }

  @Test
  void yieldsNoLineWithoutThreeValidRates() {
    Measurement missed = Measurements.of("a", "50MB/s", 1, 30, 10, List.of("missed"));
    Measurement most = Measurements.of("a", "saturation", 1, 90, 10, List.of());
    assertThat(LinearFit.of("a", List.of(at(1, 0.03), at(9, 0.11), missed, most))).isEmpty();
    assertThat(LinearFit.of("b", List.of(at(1, 0.03), at(9, 0.11), at(25, 0.27)))).isEmpty();
  }
}
