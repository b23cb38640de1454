package dev.logproof.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a fault did, as counted in the destination, against what it may do. Immutable.
 *
 * @param fault its name
 * @param sent tracers surely sent
 * @param expectation what it may do
 * @param books of the tasks that ended by themselves
 */
record FaultOutcome(
    String fault,
    boolean acks,
    long sent,
    long lost,
    long duplicated,
    Expectation expectation,
    List<ExitLine> books) {
  private static final String ROW = "%-38s %-4s %8s %6s %10s %10s  %s";

  /**
   * What may happen.
   *
   * @param lost exactly so many, each of them accounted for elsewhere
   * @param attributed duplicates that the fault explains
   * @param lostAtMost whether fewer may be lost
   * @param duplicatedAtMost whether fewer may be duplicated: the sender's own resending is a bound
   */
  record Expectation(long lost, long attributed, boolean lostAtMost, boolean duplicatedAtMost) {
    /** Nothing lost, exactly {@code attributed} duplicates. */
    static Expectation duplicates(long attributed) {
      return new Expectation(0, attributed, false, false);
    }

    /** Nothing lost, at most {@code attributed} duplicates. */
    static Expectation duplicatesUpTo(long attributed) {
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

  /** A row for a fault of which nothing is known, and why. */
  static String row(String fault, boolean acks, String why) {
    return String.format(
        Locale.ROOT, ROW, fault, acks ? "yes" : "no", "-", "-", "-", "-", String.valueOf(why));
  }

  String row() {
    return String.format(
        Locale.ROOT,
        ROW,
        fault,
        acks ? "yes" : "no",
        sent,
        lost,
        duplicated,
        (expectation.duplicatedAtMost() ? "<= " : "") + expectation.attributed(),
        books.stream().map(ExitLine::toString).collect(Collectors.joining("; ")));
  }

  /** What is not as it must be; empty when all is. */
  List<String> problems() {
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
    books.stream()
        .filter(line -> !line.balanced())
        .forEach(line -> problems.add("the books do not balance: " + line));
    return problems;
  }
}
