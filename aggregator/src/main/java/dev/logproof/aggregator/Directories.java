package dev.logproof.aggregator;

import java.nio.file.Path;

/**
 * Where a task keeps what it cannot deliver.
 *
 * @param deadLetters events that Firehose can never take
 * @param spool events left at the stop deadline, for the next task
 */
record Directories(Path deadLetters, Path spool) {}
