package dev.logproof.statistics;

import java.util.Collection;

/**
 * Mean of counts, such as losses per deployment, with a 95 % interval that neither equal counts nor
 * counts of 0 make certain: the wider one of Student's t over the counts, which sees that events
 * come together, and of the exact Poisson interval of their sum, which sees that rare events may
 * not have come yet.
 *
 * @param margin from the mean to the upper end; infinite for one count above 0, which shows no
 *     spread. A single 0 still has Poisson's bound.
 */
public record CountMean(int counts, double mean, double margin) {
  /** Computes the interval of at least one count. */
  public static CountMean of(Collection<Long> counts) {
    MeanInterval student = MeanInterval.of(counts);
    double poisson = poissonMargin(student.mean(), counts.size());
    boolean isBoundedByPoisson = counts.size() == 1 && student.mean() == 0;
    double margin = isBoundedByPoisson ? poisson : Math.max(student.margin(), poisson);
    return new CountMean(counts.size(), student.mean(), margin);
  }

  /** Margin of {@code counts} counts with this mean if events are independent. */
  public static double poissonMargin(double mean, int counts) {
    PoissonMean poisson = PoissonMean.of(Math.round(mean * counts), counts);
    return poisson.high() - poisson.mean();
  }

  /** Lower end, at least 0. */
  public double low() {
    return Math.max(0, mean - margin);
  }

  /** Upper end. */
  public double high() {
    return mean + margin;
  }

  /** True if the counts say anything about the mean. */
  public boolean hasInterval() {
    return Double.isFinite(margin);
  }
}
