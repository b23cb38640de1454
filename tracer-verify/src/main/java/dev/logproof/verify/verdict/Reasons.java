package dev.logproof.verify.verdict;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Conditions that hold, each with human-readable reasons. Confined to one thread. */
final class Reasons {
  private final Map<Condition, List<String>> byCondition = new EnumMap<>(Condition.class);

  void add(Condition condition, String reason) {
    byCondition.computeIfAbsent(condition, c -> new ArrayList<>()).add(reason);
  }

  void addAll(Condition condition, List<String> reasons) {
    reasons.forEach(reason -> add(condition, reason));
  }

  void addAll(Reasons others) {
    others.byCondition.forEach(this::addAll);
  }

  Set<Condition> conditions() {
    return byCondition.keySet();
  }

  /** In the order of the decision table. */
  List<String> texts() {
    return byCondition.values().stream().flatMap(List::stream).toList();
  }
}
