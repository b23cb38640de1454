package dev.logproof.reports.figure;

import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.MeasuredTarget;
import dev.logproof.record.result.Sample;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Targets of a run: those it lists, then others that its measurements name. */
public final class Targets {
  private Targets() {}

  /** Names in order, at least one. */
  public static List<String> of(ExperimentResult result) {
    Set<String> names = new LinkedHashSet<>();
    result.targets().forEach(target -> names.add(target.name()));
    Stream.of(
            result.sweep().stream().map(ExperimentResult.LoadPoint::target),
            result.knees().stream().map(knee -> knee.target()),
            result.deployments().stream().map(ExperimentResult.Deployment::target),
            result.faults().stream().map(fault -> fault.target()),
            result.scale().stream().map(scale -> scale.target()),
            result.samples().stream().map(Sample::target))
        .flatMap(all -> all)
        .forEach(names::add);
    return names.isEmpty() ? List.of(MeasuredTarget.OURS) : List.copyOf(names);
  }

  /**
   * Whether a target is logproof's aggregator, whose exit codes and accounting lines can be
   * checked. True for one that is not listed, so that nothing is left unchecked.
   */
  public static boolean isOurs(Collection<MeasuredTarget> targets, String name) {
    return targets.stream()
        .filter(target -> target.name().equals(name))
        .allMatch(target -> target.kind().equals(MeasuredTarget.OURS));
  }
}
