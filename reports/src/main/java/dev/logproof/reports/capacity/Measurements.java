package dev.logproof.reports.capacity;

import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.ExperimentResult.Deployment;
import dev.logproof.record.result.ExperimentResult.LoadPoint;
import dev.logproof.record.result.Finding;
import dev.logproof.record.result.Knee;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Measurements of one target in one run.
 *
 * @param held up to the knee
 * @param deployments all with a valid load
 * @param remarks points that were left out, one sentence each
 */
public record Measurements(
    HeldRates held, Optional<Knee> knee, List<Deployment> deployments, List<String> remarks) {
  /** Copies the lists. */
  public Measurements {
    deployments = List.copyOf(deployments);
    remarks = List.copyOf(remarks);
  }

  /**
   * Selects what belongs to {@code target}.
   *
   * @throws NotPlannableException if no rate was held, or the load of a deployment was not valid
   */
  public static Measurements of(ExperimentResult result, String target)
      throws NotPlannableException {
    List<Deployment> deployments = Finding.of(result.deployments(), target);
    for (Deployment deployment : deployments) {
      rejectInvalid(deployment);
    }
    Optional<Knee> knee =
        result.knees().stream().filter(found -> found.target().equals(target)).findFirst();
    if (knee.isPresent()) {
      rejectImpossible(knee.get());
    }
    double ceiling =
        knee.filter(found -> found.state() == Knee.State.CONFIRMED)
            .map(Knee::bytesPerSecond)
            .orElse(Double.POSITIVE_INFINITY);
    List<String> remarks = new ArrayList<>();
    List<LoadPoint> points = new ArrayList<>();
    for (LoadPoint point : result.sweep()) {
      if (point.target().equals(target) && point.held()) {
        if (point.offeredBytesPerSecond() > ceiling) {
          remarks.add(
              Text.rate(point.offeredBytesPerSecond())
                  + " is above the knee and is not used, although it was held once");
        } else {
          points.add(point);
        }
      }
    }
    if (points.isEmpty()) {
      throw new NotPlannableException("no rate was held");
    }
    return new Measurements(new HeldRates(points), knee, deployments, remarks);
  }

  private static void rejectInvalid(Deployment deployment) throws NotPlannableException {
    if (!deployment.load().valid()) {
      throw new NotPlannableException(
          Text.of(
              "the run is not valid: the load of deployment %d was not offered as asked for%s",
              deployment.number(),
              deployment.load().invalidReasons().stream()
                  .collect(Collectors.joining("; ", " (", ")"))));
    }
  }

  private static void rejectImpossible(Knee knee) throws NotPlannableException {
    double rate = knee.bytesPerSecond();
    if (!Double.isFinite(rate) || rate < 0) {
      throw new NotPlannableException("the knee of " + rate + " B/s is not a rate");
    }
  }

  /** Highest rate that was held, by the points or by the search for the knee. */
  public double highestHeld() {
    double searched =
        knee.filter(found -> found.state() != Knee.State.NOT_FOUND)
            .map(Knee::bytesPerSecond)
            .orElse(0.0);
    return Math.max(searched, held.highest());
  }
}
