package dev.logproof.experiment.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which figures are compared with which.
 *
 * @param targets of A, each with its counterpart in B
 * @param objections why they must not be compared; empty when they may
 */
public record ComparisonPlan(
    RunFigures a, RunFigures b, Map<String, String> targets, List<String> objections) {
  /** Two runs: targets of the same name, or only those {@code chosen}. */
  public static ComparisonPlan ofRuns(RunFigures a, RunFigures b, List<String> chosen) {
    List<String> objections = new ArrayList<>();
    Set<String> names = new TreeSet<>(a.targets());
    names.retainAll(b.targets());
    if (names.isEmpty()) {
      objections.add("no target in common: A has %s, B has %s".formatted(a.targets(), b.targets()));
    }
    if (!chosen.isEmpty()) {
      objections.addAll(unknown(chosen, names, "in both runs"));
      names.retainAll(chosen);
    }
    for (String difference : a.workload().differences(b.workload(), names)) {
      objections.add("different workloads: " + difference);
    }
    return new ComparisonPlan(a, b, same(names), List.copyOf(objections));
  }

  /** Two targets of one run. */
  public static ComparisonPlan ofTargets(RunFigures run, List<String> chosen) {
    List<String> objections =
        new ArrayList<>(unknown(chosen, run.targets(), "in run " + run.name()));
    if (chosen.get(0).equals(chosen.get(1))) {
      objections.add("--targets " + chosen + ": expected two different ones");
    }
    return new ComparisonPlan(
        run, run, Map.of(chosen.get(0), chosen.get(1)), List.copyOf(objections));
  }

  /** Every second repetition of a run with the others. */
  public static ComparisonPlan ofHalves(RunFigures run, List<String> chosen) {
    Set<String> names = new TreeSet<>(run.targets());
    List<String> objections = unknown(chosen, names, "in run " + run.name());
    if (!chosen.isEmpty()) {
      names.retainAll(chosen);
    }
    return new ComparisonPlan(run.half(0), run.half(1), same(names), objections);
  }

  private static List<String> unknown(List<String> chosen, Set<String> known, String where) {
    return chosen.stream()
        .filter(name -> !known.contains(name))
        .map(name -> "--targets %s: expected names %s: %s".formatted(name, where, known))
        .toList();
  }

  private static Map<String, String> same(Set<String> names) {
    Map<String, String> pairs = new LinkedHashMap<>();
    names.forEach(name -> pairs.put(name, name));
    return pairs;
  }
}
