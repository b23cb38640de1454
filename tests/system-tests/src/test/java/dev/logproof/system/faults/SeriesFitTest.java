package dev.logproof.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests leaks and noise. */
class SeriesFitTest {
  private static final int SAMPLES = 60;
  private static final double BASE_BYTES = 500e6;

  private static SeriesFit fit(double bytesASample, double swingBytes) {
    List<SeriesFit.Sample> samples =
        IntStream.range(0, SAMPLES)
            .mapToObj(
                i ->
                    new SeriesFit.Sample(
                        i, BASE_BYTES + bytesASample * i + (i % 7 - 3) * swingBytes / 3))
            .toList();
    return SeriesFit.of(samples);
  }

  @Test
  void reportsSawtoothAsFlat() {
    assertThat(fit(0, 50e6).isFlat()).isTrue();
  }

  @Test
  void reportsLeakOfOneTenthAsNotFlat() {
    SeriesFit leak = fit(BASE_BYTES / 10 / SAMPLES, 50e6);
    assertThat(leak.isFlat()).as("%s", leak).isFalse();
    assertThat(leak.toString()).contains("NOT FLAT");
  }

  @Test
  void reportsFallingMemoryAsFlat() {
    assertThat(fit(-1e6, 0).isFlat()).isTrue();
  }
}
