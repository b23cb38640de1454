package dev.logproof.experiment.compare;

import dev.logproof.commandline.ExitCode;
import dev.logproof.experiment.compare.Row.State;
import dev.logproof.statistics.RatioInterval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Result of {@code experiment compare --format json}.
 *
 * @param a name of the run that B is divided by
 * @param self true when A and B are the same, so that the rows show the noise
 * @param confidence of each interval
 * @param verdict {@code pass}, {@code fail} or {@code unknown}
 * @param remarks what a reader has to know about the figures
 */
public record Comparison(
    int version,
    String a,
    String b,
    boolean self,
    double confidence,
    String verdict,
    List<Row> rows,
    List<String> remarks) {
  /** Version of the format. */
  public static final int VERSION = 1;

  private static final String PASS = "pass";
  private static final String FAIL = "fail";
  private static final String UNKNOWN = "unknown";

  /** Copies the lists. */
  public Comparison {
    rows = List.copyOf(rows);
    remarks = List.copyOf(remarks);
  }

  /**
   * Compares the figures of pairs of targets.
   *
   * @param targets of A, each with its counterpart in B
   * @param tolerance what is no regression
   */
  public static Comparison of(
      RunFigures a,
      RunFigures b,
      Map<String, String> targets,
      boolean self,
      double confidence,
      Tolerance tolerance) {
    List<Row> rows = new ArrayList<>();
    targets.forEach(
        (targetA, targetB) -> {
          String name = targetA.equals(targetB) ? targetA : targetB + " / " + targetA;
          for (Figure figure : a.of(targetA)) {
            if (!figure.isAtOneOf(b.workload().rates())) {
              continue;
            }
            Optional<Figure> other = b.of(targetB).stream().filter(figure::isSameAs).findFirst();
            double noise = tolerance.of(figure);
            rows.add(
                other
                    .map(found -> row(name, figure, found, confidence, noise))
                    .orElseGet(() -> missing(name, figure, confidence, noise)));
          }
        });
    List<String> remarks = new ArrayList<>(a.remarks());
    b.remarks().stream().filter(remark -> !remarks.contains(remark)).forEach(remarks::add);
    if (!a.workload().machine().equals(b.workload().machine())) {
      remarks.add(
          "measured on different machines: %s; %s"
              .formatted(a.workload().machine(), b.workload().machine()));
    }
    remarks.add(expectation(rows, confidence));
    return new Comparison(
        VERSION, a.name(), b.name(), self, confidence, verdict(rows, self), rows, remarks);
  }

  private static Row row(String name, Figure a, Figure b, double confidence, double noise) {
    FigureRatio found = FigureRatio.of(a, b, confidence, noise);
    State state =
        found.interval().map(interval -> state(a, interval, noise)).orElse(State.NO_INTERVAL);
    double ratio = found.interval().map(RatioInterval::ratio).orElse(found.b() / found.a());
    return new Row(
        name,
        a.name(),
        a.unit(),
        finite(found.a()),
        finite(found.b()),
        finite(ratio),
        finite(found.interval().map(RatioInterval::low).orElse(Double.NaN)),
        finite(found.interval().map(RatioInterval::high).orElse(Double.NaN)),
        noise,
        state,
        found.note());
  }

  private static OptionalDouble finite(double value) {
    return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  private static State state(Figure figure, RatioInterval interval, double noise) {
    if (interval.holds(1)) {
      return State.NO_DIFFERENCE;
    }
    if (interval.low() > 1 != figure.moreIsWorse()) {
      return State.BETTER;
    }
    double worsening = figure.moreIsWorse() ? interval.ratio() : 1 / interval.ratio();
    return worsening > 1 + noise ? State.REGRESSION : State.WITHIN_NOISE;
  }

  private static Row missing(String name, Figure a, double confidence, double noise) {
    return new Row(
        name,
        a.name(),
        a.unit(),
        finite(FigureRatio.of(a, a, confidence, noise).a()),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        noise,
        State.MISSING,
        "B has no such figure: not measured, not held, or not repeated");
  }

  private static String expectation(List<Row> rows, double confidence) {
    long compared = rows.stream().filter(Row::isCompared).count();
    return String.format(
        Locale.ROOT,
        "of %d figures with an interval, %.1f would differ by chance alone, half of them for the"
            + " worse",
        compared,
        compared * (1 - confidence));
  }

  /** A figure that B lacks is unknown, not passed. */
  private static String verdict(List<Row> rows, boolean self) {
    boolean isCompared = rows.stream().anyMatch(Row::isCompared);
    if (self) {
      return isCompared ? PASS : UNKNOWN;
    }
    if (rows.stream().anyMatch(row -> row.state() == State.REGRESSION)) {
      return FAIL;
    }
    boolean isMissing = rows.stream().anyMatch(row -> row.state() == State.MISSING);
    return isCompared && !isMissing ? PASS : UNKNOWN;
  }

  /** Exit code for the verdict. */
  public int exitCode() {
    return switch (verdict) {
      case PASS -> ExitCode.PASS;
      case FAIL -> ExitCode.FAIL;
      default -> ExitCode.UNKNOWN;
    };
  }
}
