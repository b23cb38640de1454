package dev.logproof.reports.load;

import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.ExperimentResult.Deployment;
import dev.logproof.record.result.FaultRow;
import dev.logproof.record.result.LoadResult;
import dev.logproof.reports.run.SteadyRate;
import dev.logproof.reports.run.StoredRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Latencies of an experiment's load runs, by target and purpose. They come from the histograms in
 * the run's directory where these are there, and else from the percentiles in the results.
 *
 * @param remarks why histograms are missing, one line each
 */
public record RunLatencies(List<LatencyGroup> groups, List<String> remarks) {
  /** Copies the lists. */
  public RunLatencies {
    groups = List.copyOf(groups);
    remarks = List.copyOf(remarks);
  }

  /** A load of the experiment. */
  private record Load(String target, String purpose, String name, LoadResult result) {}

  /** Reads the latencies of {@code run}; unreadable files become a remark. */
  public static RunLatencies of(StoredRun run) {
    List<String> remarks = new ArrayList<>();
    List<Load> loads = loads(run.result());
    Map<String, List<LoadRun>> histograms = histograms(run, loads, remarks);
    List<LatencyGroup> groups = new ArrayList<>();
    histograms.forEach(
        (name, runs) -> {
          Load first =
              loads.stream().filter(load -> groupOf(load).equals(name)).findFirst().orElseThrow();
          try {
            groups.addAll(added(first, runs));
          } catch (IOException e) {
            remarks.add("latencies of " + first.purpose() + ": " + e.getMessage());
          }
        });
    for (Load load : loads) {
      boolean covered =
          groups.stream()
              .anyMatch(g -> g.target().equals(load.target()) && g.loads().equals(load.purpose()));
      if (!covered) {
        groups.addAll(percentiles(load));
      }
    }
    return new RunLatencies(groups, remarks);
  }

  private static List<Load> loads(ExperimentResult result) {
    List<Load> loads = new ArrayList<>();
    for (Deployment deployment : result.deployments()) {
      String name = "deployment " + deployment.number();
      loads.add(new Load(deployment.target(), "deployments", name, deployment.load()));
    }
    for (FaultRow fault : result.faults()) {
      String name = SteadyRate.is(fault) ? fault.fault() : "fault " + fault.fault();
      loads.add(new Load(fault.target(), name, name, fault.load()));
    }
    return loads;
  }

  private static String groupOf(Load load) {
    return load.target() + "\n" + load.purpose();
  }

  /** Groups whose load runs are all in the directory, with their histograms. */
  private static Map<String, List<LoadRun>> histograms(
      StoredRun run, List<Load> loads, List<String> remarks) {
    Map<String, LoadRun> byId = new LinkedHashMap<>();
    try {
      LoadRun.below(List.of(run.directory())).forEach(load -> byId.put(load.id(), load));
    } catch (IOException e) {
      remarks.add("no histograms: " + e.getMessage());
      return Map.of();
    }
    Map<String, List<LoadRun>> groups = new LinkedHashMap<>();
    for (Load load : loads) {
      LoadRun found = byId.get(load.result().runId());
      boolean recorded =
          found != null && found.parts().stream().allMatch(part -> part.latencies().isPresent());
      if (recorded) {
        groups.computeIfAbsent(groupOf(load), key -> new ArrayList<>()).add(found);
      } else {
        remarks.add(load.name() + " of " + load.target() + " left no latency.hlog");
      }
    }
    return groups;
  }

  private static List<LatencyGroup> added(Load load, List<LoadRun> runs) throws IOException {
    Latencies latencies = Latencies.of(runs);
    int generators = runs.stream().mapToInt(run -> run.parts().size()).sum();
    return latencies.percentiles().stream()
        .map(
            kind ->
                new LatencyGroup(
                    load.target(),
                    load.purpose(),
                    kind.kind(),
                    runs.size(),
                    generators,
                    kind.events(),
                    LatencyGroup.HISTOGRAMS,
                    latencies.distribution(kind.kind())))
        .toList();
  }

  /** The share of events up to the largest but one. */
  private static double lastPercentile(long events) {
    return Math.max(99.95, 100 - 100.0 / Math.max(1, events));
  }

  /** Percentiles of several runs cannot be merged, so each run is a group of its own. */
  private static List<LatencyGroup> percentiles(Load load) {
    return load.result().latencies().stream()
        .map(
            it ->
                new LatencyGroup(
                    load.target(),
                    load.name(),
                    it.kind(),
                    1,
                    0,
                    it.events(),
                    LatencyGroup.PERCENTILES,
                    List.of(
                        new Latencies.Step(50, it.p50Millis()),
                        new Latencies.Step(90, it.p90Millis()),
                        new Latencies.Step(99, it.p99Millis()),
                        new Latencies.Step(99.9, it.p999Millis()),
                        new Latencies.Step(lastPercentile(it.events()), it.maxMillis()))))
        .toList();
  }
}
