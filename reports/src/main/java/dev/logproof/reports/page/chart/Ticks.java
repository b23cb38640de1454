package dev.logproof.reports.page.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * Round values along an axis: steps of 1, 2 or 5 times a power of ten.
 *
 * @param values ascending, at least two
 */
record Ticks(List<Double> values, double step) {
  private static final double MANY = 10_000;
  private static final double MILLION = 1_000_000;

  /** Copies the list. */
  Ticks {
    values = List.copyOf(values);
  }

  /** Ticks from at or below {@code low} to at or above {@code high}. */
  static Ticks covering(double low, double high, int about) {
    return covering(low, high, about, 0);
  }

  /** Ticks for whole numbers. */
  static Ticks ofCounts(double high, int about) {
    return covering(0, high, about, 1);
  }

  private static Ticks covering(double low, double high, int about, double leastStep) {
    double top = high > low ? high : low + 1;
    double step = Math.max(leastStep, round((top - low) / about));
    long first = (long) Math.floor(low / step + 1e-9);
    long last = (long) Math.ceil(top / step - 1e-9);
    List<Double> values = new ArrayList<>();
    for (long i = first; i <= Math.max(last, first + 1); i++) {
      values.add(multiple(i, step));
    }
    return new Ticks(values, step);
  }

  /** Smallest round number that is not below {@code value}. */
  static double round(double value) {
    double power = Math.pow(10, Math.floor(Math.log10(value)));
    for (double factor : new double[] {1, 2, 5}) {
      if (value <= factor * power * (1 + 1e-9)) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  /** Avoids sums such as 0.30000000000000004. */
  private static double multiple(long i, double step) {
    return step < 1 ? i / Math.rint(1 / step) : i * step;
  }

  double low() {
    return values.get(0);
  }

  double high() {
    return values.get(values.size() - 1);
  }

  /** Label of {@code value}, with as many decimals as the step needs; {@code 12k}, {@code 1.5M}. */
  String label(double value) {
    if (value == 0) {
      return "0";
    }
    double unit = high() >= MILLION ? MILLION : high() >= MANY ? 1_000 : 1;
    String suffix = unit == 1 ? "" : unit == 1_000 ? "k" : "M";
    return Svg.format("%,." + decimals(step / unit) + "f", value / unit) + suffix;
  }

  private static int decimals(double step) {
    return step >= 1 ? 0 : (int) Math.ceil(-Math.log10(step) - 1e-9);
  }
}
