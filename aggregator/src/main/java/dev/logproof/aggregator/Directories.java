package dev.logproof.aggregator;

import java.nio.file.Path;

/**
 * Directories in which a task keeps events that it cannot deliver.
 *
 * @param deadLetters events that Firehose can never accept
 * @param spool events left at the stop deadline, for the next task
 */
record Directories(Path deadLetters, Path spool) {}
