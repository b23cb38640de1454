package dev.logproof.system.faults;

import dev.logproof.system.support.ExitLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Result of a fault scenario and its expectation.
 *
 * @param sent tracers known to be sent
 * @param counters of the tasks that ended normally
 */
public record FaultOutcome(
    String fault,
    boolean acks,
    long sent,
    long lost,
    long duplicated,
    Expectation expectation,
    List<ExitLine> counters) {
  private static final String ROW = "%-38s %-4s %8s %6s %10s %10s  %s";

  /**
   * Allowed loss and duplication.
   *
   * @param lost tracers accounted for elsewhere
   * @param attributed duplicates explained by the fault
   */
  public record Expectation(
      long lost, long attributed, boolean lostAtMost, boolean duplicatedAtMost) {
    public static Expectation duplicates(long attributed) {
      return new Expectation(0, attributed, false, false);
    }

    public static Expectation duplicatesUpTo(long attributed) {
      return new Expectation(0, attributed, false, true);
    }
  }

  static String header() {
    return String.format(
        Locale.ROOT,
        ROW,
        "fault",
        "acks",
        "sent",
        "lost",
        "duplicated",
        "attributed",
        "received = delivered + rejected + pending");
  }

  /** Table row of an inconclusive scenario. */
  public static String row(String fault, boolean acks, String why) {
    return String.format(
        Locale.ROOT, ROW, fault, acks ? "yes" : "no", "-", "-", "-", "-", String.valueOf(why));
  }

  public String row() {
    return String.format(
        Locale.ROOT,
        ROW,
        fault,
        acks ? "yes" : "no",
        sent,
        lost,
        duplicated,
        (expectation.duplicatedAtMost() ? "<= " : "") + expectation.attributed(),
        counters.stream().map(ExitLine::toString).collect(Collectors.joining("; ")));
  }

  /** Deviations from the expectation. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    boolean lostWell =
        expectation.lostAtMost() ? lost <= expectation.lost() : lost == expectation.lost();
    if (!lostWell) {
      problems.add("lost " + lost + " instead of " + expectation.lost());
    }
    boolean duplicatedWell =
        expectation.duplicatedAtMost()
            ? duplicated <= expectation.attributed()
            : duplicated == expectation.attributed();
    if (!duplicatedWell) {
      problems.add("duplicated " + duplicated + ", attributed " + expectation.attributed());
    }
    counters.stream()
        .filter(line -> !line.balanced())
        .forEach(line -> problems.add("the counters do not balance: " + line));
    return problems;
  }
}
