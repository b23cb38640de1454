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

/**
 * The run, and the target in it, that a plan is based on.
 *
 * @param run empty when there are no results at all
 * @param remarks why others do not count, or why there are none
 */
record MeasuredTask(Optional<StoredRun> run, String target, List<String> remarks) {
  private static final Path DEFAULT_RESULTS = Path.of("results");

  /** Finds the newest valid run; refuses when there are runs and none is valid. */
  static MeasuredTask find(Optional<Path> results, Optional<String> target) throws IOException {
    Path directory = results.orElse(DEFAULT_RESULTS);
    if (results.isEmpty() && !Files.isDirectory(directory)) {
      return none(
          "no measured results: there is no directory " + DEFAULT_RESULTS + " here", target);
    }
    RunDirectory runs = ResultsOption.read(directory);
    if (runs.runs().isEmpty() && runs.unreadable().isEmpty()) {
      return none("no measured results in " + directory, target);
    }
    MeasuredRun measured = MeasuredRun.newestIn(runs);
    StoredRun run =
        measured
            .run()
            .orElseThrow(
                () ->
                    CommandFailure.unknown(
                        "no plan: "
                            + directory
                            + " holds no valid run: "
                            + String.join("; ", measured.remarks())));
    return new MeasuredTask(Optional.of(run), targetOf(run, target), measured.remarks());
  }

  private static MeasuredTask none(String why, Optional<String> target) {
    if (target.isPresent()) {
      throw CommandFailure.badInput("--target " + target.get() + ": " + why);
    }
    return new MeasuredTask(Optional.empty(), "", List.of(why));
  }

  private static String targetOf(StoredRun run, Optional<String> asked) {
    Set<String> names = names(run.result());
    String list = String.join(", ", names);
    if (asked.isPresent()) {
      Ranges.check("--target", asked.get(), names.contains(asked.get()), "one of: " + list);
      return asked.get();
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
