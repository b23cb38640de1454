package dev.logproof.experiment.compare;

import dev.logproof.record.result.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Figures that later runs are compared with: the file of {@code --write-baseline}.
 *
 * @param noise finite noise floors by {@link Tolerance#key}; empty unless written with {@code
 *     --self}
 */
public record Baseline(
    int version, String logproofVersion, RunFigures figures, Map<String, Double> noise) {
  /** Version of the format. */
  public static final int VERSION = 1;

  /** Copies the map. */
  public Baseline {
    noise = Map.copyOf(noise);
  }

  /** Takes the noise floors from {@code self}, a comparison of the run with itself. */
  public static Map<String, Double> noiseOf(Comparison self) {
    Map<String, Double> noise = new TreeMap<>();
    for (Row row : self.rows()) {
      if (Double.isFinite(row.floor())) {
        noise.put(Tolerance.key(row.target(), row.figure()), row.floor());
      }
    }
    return noise;
  }

  /** Reads a file; errors name it. */
  public static Baseline read(Path file) throws IOException {
    Baseline baseline = Json.read(file, Baseline.class);
    if (baseline.version() != VERSION) {
      throw new IOException(
          "%s: version %d: expected %d".formatted(file, baseline.version(), VERSION));
    }
    return baseline;
  }

  /** Sorted, so that files of equal baselines are equal. */
  @Override
  public Map<String, Double> noise() {
    return new TreeMap<>(noise);
  }
}
