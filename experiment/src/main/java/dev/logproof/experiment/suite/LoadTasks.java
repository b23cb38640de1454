package dev.logproof.experiment.suite;

import dev.logproof.experiment.ecs.EcsTasks.Launch;
import java.time.Duration;

/**
 * Tasks of ECS that send the load as segments of one run.
 *
 * @param journals directory or S3 location, with a folder per run
 * @param startAfter from the start of the tasks to that of the load, when all of them run
 */
public record LoadTasks(Launch launch, int count, String journals, Duration startAfter) {
  String journal(String runId) {
    return (journals.endsWith("/") ? journals : journals + "/") + runId;
  }
}
