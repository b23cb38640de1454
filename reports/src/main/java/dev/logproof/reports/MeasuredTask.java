package dev.logproof.reports;

import dev.logproof.commandline.CommandFailure;
import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.ExperimentResult.LoadPoint;
import dev.logproof.record.result.MeasuredTarget;
import dev.logproof.reports.run.MeasuredRun;
import dev.logproof.reports.run.RunDirectory;
import dev.logproof.reports.run.StoredRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The run, and the target in it, that a plan is based on. Immutable. */
sealed interface MeasuredTask {
  Path DEFAULT_RESULTS = Path.of("results");

  /** Returns the run; empty when there are no results at all. */
  Optional<StoredRun> run();

  /** Returns the target; "" without a run. */
  String target();

  /** Returns why other runs do not count, or why there are none. */
  List<String> remarks();

  /** A run measured the target. */
  record Measured(StoredRun stored, String target, List<String> remarks) implements MeasuredTask {
    @Override
    public Optional<StoredRun> run() {
      return Optional.of(stored);
    }
  }

  /** There are no results. */
  record Unmeasured(List<String> remarks) implements MeasuredTask {
    @Override
    public Optional<StoredRun> run() {
      return Optional.empty();
    }

    @Override
    public String target() {
      return "";
    }
  }

  /**
   * Finds the newest valid run in the default directory, which may be absent.
   *
   * @param asked name of the target; "" for the only one, or ours
   */
  static MeasuredTask find(String asked) throws IOException {
    return Files.isDirectory(DEFAULT_RESULTS)
        ? find(DEFAULT_RESULTS, asked)
        : none("no measured results: there is no directory " + DEFAULT_RESULTS + " here", asked);
  }

  /** Finds the newest valid run; refuses when there are runs and none is valid. */
  static MeasuredTask find(Path directory, String asked) throws IOException {
    RunDirectory runs = ResultsOption.read(directory);
    if (runs.runs().isEmpty() && runs.unreadable().isEmpty()) {
      return none("no measured results in " + directory, asked);
    }
    MeasuredRun measured = MeasuredRun.newestIn(runs);
    if (measured instanceof MeasuredRun.Found found) {
      return new Measured(found.run(), targetOf(found.run(), asked), found.remarks());
    }
    throw CommandFailure.unknown(
        "no plan: " + directory + " holds no valid run: " + String.join("; ", measured.remarks()));
  }

  private static MeasuredTask none(String why, String asked) {
    if (!asked.isEmpty()) {
      throw CommandFailure.badInput("--target " + asked + ": " + why);
    }
    return new Unmeasured(List.of(why));
  }

  private static String targetOf(StoredRun run, String asked) {
    Set<String> names = names(run.result());
    String list = String.join(", ", names);
    if (!asked.isEmpty()) {
      Ranges.check("--target", asked, names.contains(asked), "one of: " + list);
      return asked;
    }
    if (names.size() == 1) {
      return names.iterator().next();
    }
    if (names.contains(MeasuredTarget.OURS)) {
      return MeasuredTarget.OURS;
    }
    throw CommandFailure.badInput(
        run.directory() + " measured several targets: expected --target with one of: " + list);
  }

  private static Set<String> names(ExperimentResult result) {
    return new LinkedHashSet<>(
        Stream.concat(
                result.targets().stream().map(MeasuredTarget::name),
                result.sweep().stream().map(LoadPoint::target))
            .toList());
  }
}
