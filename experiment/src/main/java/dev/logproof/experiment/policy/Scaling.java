package dev.logproof.experiment.policy;

import dev.logproof.record.result.ScaleCase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * State of a {@link ScalingPolicy} under samples of CPU. Immutable, without a clock.
 *
 * <p>Alarms are evaluated at the end of each {@code outPeriod}, the scale-in alarm over the last
 * {@code inPeriod}. A period that is not over, or without samples, leads to no action.
 */
public final class Scaling {
  /** Kind of an action that adds a task. */
  public static final String OUT = "scale-out";

  /** Kind of an action that removes a task. */
  public static final String IN = "scale-in";

  private final ScalingPolicy policy;
  private final long startMillis;
  private final int tasks;
  private final List<CpuSample> samples;
  private final List<ScaleCase.Action> actions;

  private Scaling(
      ScalingPolicy policy,
      long startMillis,
      int tasks,
      List<CpuSample> samples,
      List<ScaleCase.Action> actions) {
    this.policy = policy;
    this.startMillis = startMillis;
    this.tasks = tasks;
    this.samples = List.copyOf(samples);
    this.actions = List.copyOf(actions);
  }

  /** Starts with {@code tasks} running. */
  public static Scaling start(ScalingPolicy policy, int tasks, long atMillis) {
    if (tasks < policy.minTasks() || tasks > policy.maxTasks()) {
      throw new IllegalArgumentException(
          "%d tasks: expected %d to %d".formatted(tasks, policy.minTasks(), policy.maxTasks()));
    }
    return new Scaling(policy, atMillis, tasks, List.of(), List.of());
  }

  /** Number of tasks that the policy wants. */
  public int tasks() {
    return tasks;
  }

  /** All actions so far, in order. */
  public List<ScaleCase.Action> actions() {
    return actions;
  }

  /**
   * State after {@code sample}, with at most one action more. The first sample at or after the end
   * of a period triggers its evaluation.
   */
  public Scaling after(CpuSample sample) {
    long lastMillis = lastSampleMillis();
    if (sample.atMillis() < lastMillis) {
      throw new IllegalArgumentException(
          "sample at %d: expected at least %d".formatted(sample.atMillis(), lastMillis));
    }
    List<CpuSample> kept = new ArrayList<>(samples);
    kept.add(sample);
    long period = policy.outPeriod().toMillis();
    long evaluationMillis = startMillis + (sample.atMillis() - startMillis) / period * period;
    boolean isDue = evaluationMillis > Math.max(lastMillis, startMillis);
    if (!isDue) {
      return new Scaling(policy, startMillis, tasks, kept, actions);
    }
    long oldest = evaluationMillis - policy.inPeriod().toMillis() - period;
    kept.removeIf(old -> old.atMillis() <= oldest);
    return evaluated(evaluationMillis, sample.atMillis(), kept);
  }

  private long lastSampleMillis() {
    return samples.isEmpty() ? startMillis : samples.get(samples.size() - 1).atMillis();
  }

  private Scaling evaluated(long evaluationMillis, long atMillis, List<CpuSample> kept) {
    OptionalDouble high = average(kept, evaluationMillis, policy.outPeriod());
    if (high.isPresent()
        && high.getAsDouble() >= policy.outShare()
        && tasks < policy.maxTasks()
        && isOver(OUT, policy.outCoolDown(), atMillis)) {
      return acted(OUT, tasks + 1, high.getAsDouble(), atMillis, kept);
    }
    OptionalDouble low = average(kept, evaluationMillis, policy.inPeriod());
    if (low.isPresent()
        && low.getAsDouble() < policy.inShare()
        && tasks > policy.minTasks()
        && isOver(OUT, policy.outCoolDown(), atMillis)
        && isOver(IN, policy.inCoolDown(), atMillis)) {
      return acted(IN, tasks - 1, low.getAsDouble(), atMillis, kept);
    }
    return new Scaling(policy, startMillis, tasks, kept, actions);
  }

  private OptionalDouble average(List<CpuSample> kept, long toMillis, Duration period) {
    long fromMillis = toMillis - period.toMillis();
    return fromMillis < startMillis
        ? OptionalDouble.empty()
        : kept.stream()
            .filter(sample -> sample.atMillis() > fromMillis && sample.atMillis() <= toMillis)
            .mapToDouble(CpuSample::averageShare)
            .average();
  }

  private boolean isOver(String kind, Duration coolDown, long atMillis) {
    return actions.stream()
        .filter(action -> action.kind().equals(kind))
        .allMatch(action -> atMillis - action.atMillis() >= coolDown.toMillis());
  }

  private Scaling acted(String kind, int count, double share, long atMillis, List<CpuSample> kept) {
    List<ScaleCase.Action> more = new ArrayList<>(actions);
    more.add(new ScaleCase.Action(atMillis, kind, share, count));
    return new Scaling(policy, startMillis, count, kept, more);
  }
}
