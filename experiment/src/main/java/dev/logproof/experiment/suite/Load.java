package dev.logproof.experiment.suite;

import dev.logproof.commandline.ByteRate;
import dev.logproof.commandline.EventRate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A load to offer.
 *
 * @param arrival in the form of loadgen's {@code --arrival}
 * @param options further options of loadgen
 */
record Load(ByteRate rate, Duration time, String arrival, long seed, List<String> options) {
  /** The most even load, for comparisons of CPU. */
  static final String PACED = "paced";

  private static final List<String> NO_TRACERS = List.of("--tracers", "0/s");

  Load {
    options = List.copyOf(options);
  }

  static Load withoutTracers(ByteRate rate, Duration time, long seed) {
    return new Load(rate, time, PACED, seed, NO_TRACERS);
  }

  static Load withTracers(
      ByteRate rate, Duration time, String arrival, EventRate tracers, long seed) {
    return new Load(rate, time, arrival, seed, List.of("--tracers", tracers.toString()));
  }

  /** Every line is a tracer, so that losses are counted. */
  static Load numbered(ByteRate rate, Duration time, String arrival, long seed) {
    return new Load(rate, time, arrival, seed, List.of("--lines", "numbered"));
  }

  Load with(String... more) {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of(more));
    return new Load(rate, time, arrival, seed, all);
  }
}
