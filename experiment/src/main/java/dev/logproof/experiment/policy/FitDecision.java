package dev.logproof.experiment.policy;

import dev.logproof.statistics.LineFit;

/** The next measurement of a sweep for its fit of CPU against rate. */
public sealed interface FitDecision {
  /** The slope is known well enough. */
  record Enough(LineFit fit) implements FitDecision {}

  /** Measure a rate that widens the range. */
  record Widen(double bytesPerSecond, double seconds) implements FitDecision {}

  /** Measure a rate again, for longer. */
  record Repeat(double bytesPerSecond, double seconds) implements FitDecision {}

  /** Give up; the figure is not shown, for this reason. */
  record NotShown(String reason) implements FitDecision {}
}
