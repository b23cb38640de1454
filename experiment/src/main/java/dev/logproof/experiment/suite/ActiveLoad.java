package dev.logproof.experiment.suite;

import dev.logproof.experiment.process.ManagedProcess;
import dev.logproof.experiment.process.StepFailedException;
import dev.logproof.record.journal.RunJournal;
import dev.logproof.record.result.LoadResult;
import dev.logproof.record.result.Period;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A running load with its samples. Confined to the main thread. */
record ActiveLoad(
    SuiteContext context,
    String phase,
    Load load,
    Path directory,
    TaskGroup group,
    ManagedProcess process,
    LoadWatch watch,
    long startedMillis)
    implements OfferedLoad {
  /**
   * Starts {@code load}.
   *
   * @param name of its directory in the run
   */
  static ActiveLoad start(
      SuiteContext context, String name, String phase, Load load, TaskGroup group)
      throws StepFailedException, IOException {
    Path directory = context.freshDirectory(name);
    ManagedProcess process =
        context
            .launcher()
            .run(
                "loadgen-" + directory.getFileName(),
                Commands.loadgen(load, group.file(), directory, context.settings().connections()),
                Limits.LOAD_EXIT_CODES);
    LoadWatch watch = new LoadWatch(context, group, phase, Commands.eventFile(directory));
    context.supervisor().observeWith(watch::observe);
    return new ActiveLoad(
        context, phase, load, directory, group, process, watch, System.currentTimeMillis());
  }

  /** Limits of the load other than the target; empty without trouble. */
  String trouble() {
    return watch.troubleText();
  }

  @Override
  public String journal() {
    return directory.toString();
  }

  boolean isRunning() {
    return process.isAlive();
  }

  @Override
  public void requireRunning() throws StepFailedException {
    if (!isRunning()) {
      throw new StepFailedException(
          "the load ended before every old task was stopped: the last tasks stopped without load");
    }
  }

  /** The journal is written just before the first events. */
  @Override
  public void awaitFlow() throws StepFailedException, IOException, InterruptedException {
    Path journal = directory.resolve(RunJournal.FILE_NAME);
    context
        .supervisor()
        .await(
            "the load run writes its journal",
            Limits.LOAD_MARGIN,
            () ->
                Files.exists(journal) && Files.size(journal) > 0
                    ? Optional.of(true)
                    : Optional.empty());
  }

  @Override
  public LoadResult end() throws StepFailedException, IOException, InterruptedException {
    process.terminate();
    return await();
  }

  /** The supervisor stops its processes after a failure. */
  @Override
  public void close() {}

  /** Waits for the end of the load. */
  LoadResult await() throws StepFailedException, IOException, InterruptedException {
    context
        .supervisor()
        .await(
            process.name() + " ends",
            load.time().plus(Limits.LOAD_MARGIN),
            () -> process.isAlive() ? Optional.empty() : Optional.of(true));
    context.supervisor().observeWith(() -> {});
    context.supervisor().check();
    LoadResult result =
        SuiteContext.read(directory.resolve(LoadResult.FILE_NAME), LoadResult.class);
    context
        .result()
        .add(
            new Period(
                Period.Kind.PHASE,
                group.target(),
                startedMillis,
                System.currentTimeMillis(),
                phase));
    for (Period trouble : watch.troubles(result)) {
      context.result().add(trouble);
    }
    return result;
  }
}
