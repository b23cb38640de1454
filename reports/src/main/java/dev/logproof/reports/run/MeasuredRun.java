package dev.logproof.reports.run;

import dev.logproof.record.result.ExperimentResult.LoadPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The run that a plan is based on. Immutable. */
public sealed interface MeasuredRun {
  /** Returns why other runs do not qualify, one line each. */
  List<String> remarks();

  /** A run qualifies. */
  record Found(StoredRun run, List<String> remarks) implements MeasuredRun {}

  /** No run qualifies. */
  record None(List<String> remarks) implements MeasuredRun {}

  /**
   * Selects the newest completed run with a held rate. A run named directly also qualifies while
   * running: the experiment plans before it completes.
   */
  static MeasuredRun newestIn(RunDirectory directory) {
    List<String> remarks = new ArrayList<>(directory.unreadable());
    for (StoredRun run : directory.runs()) {
      Optional<String> objection = objection(run, directory.isRun());
      if (objection.isEmpty()) {
        return new Found(run, List.copyOf(remarks));
      }
      remarks.add(run.directory() + ": " + objection.get() + ": not counted");
    }
    if (directory.runs().isEmpty() && directory.unreadable().isEmpty()) {
      remarks.add("no runs there");
    }
    return new None(List.copyOf(remarks));
  }

  private static Optional<String> objection(StoredRun run, boolean named) {
    RunState state = RunState.of(run.result());
    boolean ended = state == RunState.COMPLETE || (named && state == RunState.RUNNING);
    if (!ended) {
      String step = run.result().step();
      return Optional.of(state.word() + (step.isBlank() ? "" : " at '" + step + "'"));
    }
    if (run.result().sweep().isEmpty()) {
      return Optional.of("no rates were measured");
    }
    if (run.result().sweep().stream().noneMatch(LoadPoint::held)) {
      return Optional.of("none of its " + run.result().sweep().size() + " rates was held");
    }
    return Optional.empty();
  }
}
