package dev.logproof.experiment.knee;

import java.util.Random;

/**
 * A target with a known knee. Above it the surplus stays unread.
 *
 * @param knee of short trials
 * @param longKnee of trials longer than a minute
 * @param noise standard deviation of the knee between trials, relative
 * @param generatorLimit rate from which the load generator is the limit
 */
public record SimulatedTarget(
    double knee, double longKnee, double noise, double generatorLimit, Random random) {
  static final int LONG_SECONDS = 60;

  static SimulatedTarget exact(double knee) {
    return new SimulatedTarget(knee, knee, 0, Double.POSITIVE_INFINITY, new Random(1));
  }

  /** Performs one trial. */
  public Measurement measure(KneeStep step) {
    double rate = step.bytesPerSecond();
    double now =
        (step.seconds() >= LONG_SECONDS ? longKnee : knee) * (1 + noise * random.nextGaussian());
    boolean holds = rate <= now;
    return new Measurement(
        rate,
        rate,
        step.seconds(),
        holds ? 0 : 1 + random.nextInt(100),
        holds ? 0.2 : 5,
        rate < generatorLimit ? "" : "missed rate");
  }
}
