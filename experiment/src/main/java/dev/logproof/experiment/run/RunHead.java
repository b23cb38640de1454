package dev.logproof.experiment.run;

import dev.logproof.record.result.MeasuredTarget;
import dev.logproof.record.result.Parameter;
import java.util.List;

/**
 * Description of a run, fixed at its start.
 *
 * @param suite such as {@code reproduce}
 */
public record RunHead(
    String suite, long seed, List<MeasuredTarget> targets, List<Parameter> parameters) {
  /** Copies the lists. */
  public RunHead {
    targets = List.copyOf(targets);
    parameters = List.copyOf(parameters);
  }
}
