package dev.logproof.experiment.targets;

import dev.logproof.experiment.process.Launcher;
import dev.logproof.experiment.process.Supervisor;
import dev.logproof.experiment.task.TaskHttp;
import java.nio.file.Path;

/**
 * Where tasks run.
 *
 * @param directory of the run; a task of a foreign aggregator works in a directory below it
 */
public record TaskPlace(Launcher launcher, Supervisor supervisor, TaskHttp http, Path directory) {}
