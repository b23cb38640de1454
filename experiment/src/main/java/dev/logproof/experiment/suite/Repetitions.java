package dev.logproof.experiment.suite;

import dev.logproof.experiment.targets.Target;
import dev.logproof.record.result.ExperimentResult.Deployment;
import dev.logproof.record.result.VerdictResult;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * How many deployments of each target are measured.
 *
 * @param count most per target
 * @param until ends the deployments of a target earlier
 */
public record Repetitions(int count, StopRule until) {
  /** Decides when the loss per deployment is known well enough. */
  public interface StopRule {
    /** Whether no more deployments are needed after these losses. */
    boolean isReached(List<Long> losses);

    /** Conclusion from the losses, in one sentence. */
    String closing(List<Long> losses);
  }

  boolean isMissing(SuiteContext context, String target) {
    List<Long> losses = losses(context, target);
    return losses.size() < count && !until.isReached(losses);
  }

  /** Number of the next deployment, from 1. */
  int next(SuiteContext context, String target) {
    return losses(context, target).size() + 1;
  }

  /** Keeps and shows a deployment. */
  static void add(SuiteContext context, Deployment deployment) throws IOException {
    context.result().add(deployment);
    context.screen().milestone("  " + describe(deployment));
  }

  /** Shows what the deployments of {@code target} prove. */
  void close(SuiteContext context, Target target) {
    context
        .screen()
        .milestone(target.name() + ": " + until.closing(losses(context, target.name())));
  }

  private static List<Long> losses(SuiteContext context, String target) {
    return context.result().findings().deployments(target).stream()
        .map(deployment -> deployment.verdict().lost())
        .toList();
  }

  private static String describe(Deployment deployment) {
    VerdictResult verdict = deployment.verdict();
    return String.format(
        Locale.ROOT,
        "%s, deployment %d: %s: %,d tracers, %d lost, %d duplicated; stops took %s",
        deployment.target(),
        deployment.number(),
        verdict.verdict(),
        verdict.attempted(),
        verdict.lost(),
        verdict.duplicated(),
        deployment.stops().stream()
            .map(stop -> String.format(Locale.ROOT, "%.1f s", stop.stopMillis() / 1e3))
            .toList());
  }
}
