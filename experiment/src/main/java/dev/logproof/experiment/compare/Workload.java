package dev.logproof.experiment.compare;

import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.ExperimentResult.Deployment;
import dev.logproof.record.result.ExperimentResult.LoadPoint;
import dev.logproof.record.result.MeasuredTarget;
import dev.logproof.record.result.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The load that the targets were given. Figures of different workloads are not compared.
 *
 * @param parameters those that change what is measured, not how often
 * @param targets kind of each target
 * @param rates of the sweep, in bytes per second
 * @param deploymentLoad rate and connections; empty without deployments
 */
public record Workload(
    String experiment,
    Map<String, String> parameters,
    Map<String, String> targets,
    List<Double> rates,
    String deploymentLoad,
    String machine) {
  /**
   * Parameters that change the amount of evidence, the place of files or the target itself. {@code
   * --rates} is compared as the rates that were measured.
   */
  private static final Set<String> IRRELEVANT =
      Set.of(
          "--config",
          "--deployments",
          "--max-trials",
          "--only",
          "--rates",
          "--repeat",
          "--repetitions",
          "--results",
          "--resume",
          "--rounds",
          "--seed",
          "--sweep-rounds",
          "--target",
          "--until");

  /** Copies the collections. */
  public Workload {
    parameters = Map.copyOf(parameters);
    targets = Map.copyOf(targets);
    rates = List.copyOf(rates);
  }

  /** Reads the workload of a run. */
  static Workload of(ExperimentResult run) {
    return new Workload(
        run.experiment(),
        run.parameters().stream()
            .filter(parameter -> !IRRELEVANT.contains(parameter.name()))
            .collect(Collectors.toMap(Parameter::name, Parameter::value, (x, y) -> x + ", " + y)),
        run.targets().stream()
            .collect(Collectors.toMap(MeasuredTarget::name, MeasuredTarget::kind, (x, y) -> y)),
        run.sweep().stream().map(LoadPoint::offeredBytesPerSecond).distinct().sorted().toList(),
        run.deployments().stream().findFirst().map(Workload::load).orElse(""),
        String.format(
            Locale.ROOT,
            "%d processors, %.1f GB, %s",
            run.machine().processors(),
            run.machine().memoryBytes() / 1e9,
            run.machine().os()));
  }

  private static String load(Deployment deployment) {
    return String.format(
        Locale.ROOT,
        "%.2f MB/s over %d connections",
        deployment.load().targetBytesPerSecond() / 1e6,
        deployment.load().connections());
  }

  /**
   * Differences that make the figures of the two incomparable; empty when nothing does.
   *
   * @param compared targets of both
   */
  List<String> differences(Workload other, Set<String> compared) {
    List<String> differences = new ArrayList<>();
    add(differences, "suite", experiment, other.experiment);
    Set<String> names = new TreeSet<>(parameters.keySet());
    names.addAll(other.parameters.keySet());
    for (String name : names) {
      add(differences, name, value(parameters, name), value(other.parameters, name));
    }
    for (String target : new TreeSet<>(compared)) {
      add(
          differences,
          "kind of target " + target,
          value(targets, target),
          value(other.targets, target));
    }
    if (!deploymentLoad.isEmpty() && !other.deploymentLoad.isEmpty()) {
      add(differences, "load of deployments", deploymentLoad, other.deploymentLoad);
    }
    if (!rates.isEmpty()
        && !other.rates.isEmpty()
        && rates.stream().noneMatch(other.rates::contains)) {
      add(differences, "rates (none in common)", text(rates), text(other.rates));
    }
    return differences;
  }

  private static void add(List<String> to, String what, String mine, String theirs) {
    if (!mine.equals(theirs)) {
      to.add("%s: %s and %s".formatted(what, mine, theirs));
    }
  }

  private static String value(Map<String, String> of, String name) {
    return of.getOrDefault(name, "not recorded");
  }

  private static String text(List<Double> rates) {
    return rates.stream()
        .map(rate -> String.format(Locale.ROOT, "%.2f MB/s", rate / 1e6))
        .collect(Collectors.joining(", "));
  }

  /** Sorted, so that files of equal runs are equal. */
  @Override
  public Map<String, String> parameters() {
    return new TreeMap<>(parameters);
  }

  /** Sorted. */
  @Override
  public Map<String, String> targets() {
    return new TreeMap<>(targets);
  }
}
