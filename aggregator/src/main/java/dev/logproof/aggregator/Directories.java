package dev.logproof.aggregator;

import java.nio.file.Path;

/**
 * Directories of events that a task cannot deliver.
 *
 * @param spool events left at the stop deadline, for the next task
 */
record Directories(Path deadLetters, Path spool) {}
