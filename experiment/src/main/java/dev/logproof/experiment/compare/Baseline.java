package dev.logproof.experiment.compare;

import dev.logproof.experiment.compare.Figure.Kind;
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

  /**
   * Takes the noise floors from {@code self}, a comparison of {@code run} with another run of the
   * same. Counts have none: their interval holds the spread, and rare losses would make a floor
   * that hides many.
   */
  public static Map<String, Double> noiseOf(RunFigures run, Comparison self) {
    Map<String, Double> floors = new TreeMap<>();
    for (Row row : self.rows()) {
      boolean isCount =
          run.of(row.target()).stream()
              .anyMatch(
                  figure -> figure.kind() == Kind.COUNTS && figure.name().equals(row.figure()));
      if (!isCount && Double.isFinite(row.floor())) {
        floors.put(Tolerance.key(row.target(), row.figure()), row.floor());
      }
    }
    return floors;
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
