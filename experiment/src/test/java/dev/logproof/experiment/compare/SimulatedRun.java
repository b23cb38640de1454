package dev.logproof.experiment.compare;

import dev.logproof.experiment.knee.KneeCriteria;
import dev.logproof.experiment.knee.KneeSearch;
import dev.logproof.experiment.knee.KneeSettings;
import dev.logproof.experiment.knee.SimulatedTarget;
import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.ExperimentResult.Deployment;
import dev.logproof.record.result.ExperimentResult.LoadPoint;
import dev.logproof.record.result.ExperimentResult.Stop;
import dev.logproof.record.result.Knee;
import dev.logproof.record.result.LoadResult.Latency;
import dev.logproof.record.result.MeasuredTarget;
import dev.logproof.record.result.Parameter;
import dev.logproof.record.result.Sample;
import dev.logproof.record.result.VerdictResult;
import dev.logproof.samples.ExperimentSample;
import dev.logproof.samples.LoadSample;
import dev.logproof.samples.VerdictSample;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;

/**
 * A run whose true figures are known.
 *
 * @param factors of the true figures, by name; 1 where none is given
 * @param lost per deployment, in incidents of five
 * @param betweenRuns standard deviation of what all measurements of a run have in common, relative
 */
record SimulatedRun(String name, Factors factors, double lost, double betweenRuns) {
  static final String TARGET = "ours";

  private static final double[] RATES = {1e6, 5e6, 9e6, 20e6, 30e6};
  private static final int REPETITIONS = 3;
  private static final int DEPLOYMENTS = 5;
  private static final double NOISE = 0.03;

  /** Factor of a change per figure. */
  record Factors(
      double cpu, double slope, double memory, double knee, double stop, double latency) {
    static final Factors NONE = new Factors(1, 1, 1, 1, 1, 1);
  }

  static SimulatedRun of(String name) {
    return new SimulatedRun(name, Factors.NONE, 2, 0);
  }

  SimulatedRun with(Factors changed) {
    return new SimulatedRun(name, changed, lost, betweenRuns);
  }

  SimulatedRun losing(double mean) {
    return new SimulatedRun(name, factors, mean, betweenRuns);
  }

  SimulatedRun differing(double share) {
    return new SimulatedRun(name, factors, lost, share);
  }

  ExperimentResult measure(Random random) {
    return ExperimentSample.complete()
        .named("reproduce", name)
        .seed(random.nextLong())
        .targets(List.of(new MeasuredTarget(TARGET, "ours", "aggregator serve", "1.0")))
        .parameters(
            new Parameter("--connections", "8", "Connections of the load."),
            new Parameter("--seed", Long.toString(random.nextLong()), "Seed of the loads."))
        .found(sweep(random))
        .found(List.of(knee(random)))
        .found(deployments(random))
        .found(samples(random))
        .build();
  }

  private double common(Random random) {
    return Math.exp(betweenRuns * random.nextGaussian());
  }

  private static double noisy(double value, Random random) {
    return value * Math.exp(NOISE * random.nextGaussian());
  }

  private List<LoadPoint> sweep(Random random) {
    List<LoadPoint> points = new ArrayList<>();
    double commonCpu = common(random);
    double commonMemory = common(random);
    for (int repetition = 0; repetition < REPETITIONS; repetition++) {
      for (double rate : RATES) {
        double cores = factors.cpu() * (0.05 + factors.slope() * 0.01 * rate / 1e6);
        long resident = Math.round(noisy(factors.memory() * commonMemory * 160e6, random));
        points.add(
            new LoadPoint(
                TARGET,
                rate,
                rate,
                rate / 900,
                20,
                noisy(commonCpu * cores, random),
                resident,
                resident,
                true,
                ""));
      }
    }
    return points;
  }

  private Knee knee(Random random) {
    double truth = 43e6 * factors.knee() * common(random);
    SimulatedTarget target =
        new SimulatedTarget(truth, truth, NOISE, Double.POSITIVE_INFINITY, random);
    KneeSearch search =
        KneeSearch.start(TARGET, KneeSettings.of(new KneeCriteria(0, 3, 20), 4e6, 400e6));
    while (search.step().isPresent()) {
      search = search.after(target.measure(search.step().get()));
    }
    return search.result();
  }

  private List<Deployment> deployments(Random random) {
    List<Deployment> made = new ArrayList<>();
    double commonLatency = common(random);
    double commonStop = common(random);
    for (int number = 1; number <= DEPLOYMENTS; number++) {
      double p50 = noisy(factors.latency() * commonLatency * 8, random);
      Latency latency =
          new Latency("write-corrected", 1000, p50, 2 * p50, noisy(p50 * 4, random), 50, 60);
      List<Stop> stops = new ArrayList<>();
      for (String task : List.of("a", "b")) {
        long millis = Math.round(noisy(factors.stop() * commonStop * 3000, random));
        stops.add(new Stop(task, 1, millis, false, 0, ""));
      }
      long incidents = poisson(lost / 5, random);
      made.add(
          new Deployment(
              TARGET,
              number,
              LoadSample.regular().latencies(latency).build(),
              verdict(5 * incidents, 5 * poisson(lost / 5, random)),
              stops));
    }
    return made;
  }

  private List<Sample> samples(Random random) {
    List<Sample> samples = new ArrayList<>();
    double commonMemory = common(random);
    for (int task = 0; task < 2 * DEPLOYMENTS; task++) {
      long resident = Math.round(noisy(factors.memory() * commonMemory * 160e6, random));
      Sample.Task used = new Sample.Task("task-" + task, 0.1, resident, OptionalLong.empty());
      samples.add(
          new Sample(TARGET, "deployment 1", task, 1, 1, List.of(used), OptionalLong.empty()));
    }
    return samples;
  }

  private static long poisson(double mean, Random random) {
    long events = -1;
    for (double time = 0; time < mean || events < 0; events++) {
      time -= Math.log(1 - random.nextDouble());
    }
    return events;
  }

  private static VerdictResult verdict(long lost, long duplicated) {
    return VerdictSample.of(lost > 0 ? "fail" : "pass").lost(lost).duplicated(duplicated).build();
  }
}
