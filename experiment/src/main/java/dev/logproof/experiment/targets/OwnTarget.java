package dev.logproof.experiment.targets;

import dev.logproof.commandline.BuildVersion;
import dev.logproof.experiment.process.StepFailedException;
import dev.logproof.experiment.task.AggregatorTask;
import dev.logproof.record.result.MeasuredTarget;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Logproof's own aggregator. */
public final class OwnTarget implements Target {
  private static final Duration READY = Duration.ofMinutes(2);

  private final List<String> options;
  private final List<String> command = new ArrayList<>(List.of("aggregator", "serve"));

  private OwnTarget(List<String> options) {
    this.options = List.copyOf(options);
    command.addAll(options);
    command.addAll(List.of("--forward-port", "0", "--http-port", "0", "--metrics-port", "0"));
  }

  /** Runs with the article's settings. */
  public static OwnTarget builtIn() {
    return new OwnTarget(List.of());
  }

  /** Runs with the settings in {@code config}. */
  public static OwnTarget configured(Path config) {
    return new OwnTarget(List.of("--config", config.toString()));
  }

  @Override
  public MeasuredTarget description() {
    return new MeasuredTarget(
        MeasuredTarget.OURS,
        MeasuredTarget.OURS,
        "bin/" + String.join(" ", command),
        BuildVersion.current());
  }

  @Override
  public Optional<Target> withMaxConnectionAge(Duration age) {
    List<String> more = new ArrayList<>(options);
    more.addAll(List.of("--max-connection-age", age.toMillis() + "ms"));
    return Optional.of(new OwnTarget(more));
  }

  @Override
  public AggregatorTask start(String name, TaskPlace place)
      throws StepFailedException, IOException, InterruptedException {
    AggregatorTask task =
        AggregatorTask.awaitReady(place.launcher().serve(name, command), place.supervisor(), READY);
    place
        .supervisor()
        .await(
            name + " answers its health check with 200",
            READY,
            () -> place.http().healthy(task.addresses()) ? Optional.of(true) : Optional.empty());
    return task;
  }
}
