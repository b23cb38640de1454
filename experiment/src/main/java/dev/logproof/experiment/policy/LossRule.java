package dev.logproof.experiment.policy;

import dev.logproof.statistics.CountMean;
import dev.logproof.statistics.MeanInterval;
import dev.logproof.statistics.Proportion;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decides when enough deployments were made to know the loss per deployment, and says what they
 * prove.
 *
 * <p>The margin is that of {@link CountMean}; without a loss it is 3.0 / n.
 *
 * @param margin half the width of the 95 % interval of the mean that is asked for
 */
public record LossRule(double margin) {
  /** Form of the option, for messages. */
  public static final String FORM = "'lost per deployment ± N', N above 0, such as ± 0.5 or +- 0.5";

  private static final Pattern TEXT =
      Pattern.compile("\\s*lost per deployment\\s*(?:±|\\+/?-)\\s*(\\d+(?:\\.\\d+)?)\\s*");

  /** Bound of the search for a number of deployments. */
  private static final int MANY = 100_000;

  /** Rejects a margin that no number of deployments reaches. */
  public LossRule {
    if (!(margin > 0)) {
      throw new IllegalArgumentException("margin " + margin + ": expected above 0");
    }
  }

  /**
   * Parses {@link #FORM}.
   *
   * @throws IllegalArgumentException for another form
   */
  public static LossRule parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches() || Double.parseDouble(matcher.group(1)) == 0) {
      throw new IllegalArgumentException("'" + text + "' is not " + FORM);
    }
    return new LossRule(Double.parseDouble(matcher.group(1)));
  }

  /** True when the losses, one number per deployment, determine the mean well enough. */
  public boolean isReached(List<Long> losses) {
    return !losses.isEmpty() && CountMean.of(losses).margin() <= margin;
  }

  /** Says what the deployments prove, and how many more the margin would need. */
  public String closing(List<Long> losses) {
    if (losses.isEmpty()) {
      return "no deployment was measured, so nothing is known about the loss per deployment";
    }
    return proven(losses) + "; " + needed(losses);
  }

  private static String proven(List<Long> losses) {
    int n = losses.size();
    long total = losses.stream().mapToLong(Long::longValue).sum();
    String counted = "%d lost in %d %s".formatted(total, n, n == 1 ? "deployment" : "deployments");
    long losing = losses.stream().filter(loss -> loss > 0).count();
    double share = Proportion.of(losing, n).high() * 100;
    CountMean mean = CountMean.of(losses);
    if (!mean.hasInterval()) {
      return counted + ": one deployment shows no interval";
    }
    return total == 0
        ? text(
            "%s: with 95 %% confidence at most %.2f lost per deployment if lines are lost one by"
                + " one, and at most %.0f %% of deployments lose any",
            counted, mean.high(), share)
        : text(
            "%s: %.2f per deployment, 95 %% interval %.2f to %.2f",
            counted, mean.mean(), mean.low(), mean.high());
  }

  private String needed(List<Long> losses) {
    String asked = "± " + BigDecimal.valueOf(margin).stripTrailingZeros().toPlainString();
    if (isReached(losses)) {
      return asked + " is reached";
    }
    if (losses.size() == 1 && losses.get(0) > 0) {
      return asked + " needs at least one more deployment to tell";
    }
    int more = deploymentsNeeded(losses) - losses.size();
    return more >= MANY
        ? asked + " is out of reach"
        : "%s needs about %d more with the same losses".formatted(asked, more);
  }

  /** Smallest number of deployments whose margin suffices if mean and spread stay the same. */
  private int deploymentsNeeded(List<Long> losses) {
    int n = losses.size();
    MeanInterval mean = MeanInterval.of(losses);
    double spread = n > 1 ? mean.margin() * Math.sqrt(n) / MeanInterval.quantile(n) : 0;
    int low = n;
    int high = n + MANY;
    while (high - low > 1) {
      int middle = low + (high - low) / 2;
      boolean suffices = expectedMargin(mean.mean(), spread, middle) <= margin;
      low = suffices ? low : middle;
      high = suffices ? middle : high;
    }
    return high;
  }

  private static double expectedMargin(double mean, double spread, int deployments) {
    double student =
        spread == 0 ? 0 : spread * MeanInterval.quantile(deployments) / Math.sqrt(deployments);
    return Math.max(student, CountMean.poissonMargin(mean, deployments));
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
