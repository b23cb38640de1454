package dev.logproof.verify.verdict;

import dev.logproof.verify.verdict.VerdictDecision.Verdict;
import java.util.List;
import java.util.Set;

/**
 * Decision table, documented in {@code docs/decisions/001-verdict.md}. An outcome passes only if no
 * condition holds. Stateless.
 */
public final class VerdictPolicy {
  /** In order of precedence. */
  static final List<Row> TABLE =
      List.of(
          new Row(Condition.EVIDENCE_UNSOUND, Verdict.UNKNOWN),
          new Row(Condition.NOTHING_READ, Verdict.UNKNOWN),
          new Row(Condition.REQUIREMENT_BROKEN, Verdict.FAIL),
          new Row(Condition.READING_STOPPED, Verdict.UNKNOWN),
          new Row(Condition.OBJECT_UNREAD, Verdict.UNKNOWN),
          new Row(Condition.RUN_CUT_OFF, Verdict.UNKNOWN),
          new Row(Condition.NOTHING_SENT, Verdict.UNKNOWN),
          new Row(Condition.REQUIREMENT_OPEN, Verdict.UNKNOWN),
          new Row(Condition.REQUIREMENT_UNPROVEN, Verdict.UNKNOWN));

  private VerdictPolicy() {}

  /** A row of the decision table. */
  record Row(Condition condition, Verdict verdict) {}

  /** Verdict if exactly {@code conditions} hold. */
  public static Verdict decide(Set<Condition> conditions) {
    return TABLE.stream()
        .filter(row -> conditions.contains(row.condition()))
        .map(Row::verdict)
        .findFirst()
        .orElse(Verdict.PASS);
  }
}
