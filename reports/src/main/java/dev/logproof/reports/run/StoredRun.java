package dev.logproof.reports.run;

import dev.logproof.record.result.ExperimentResult;
import java.nio.file.Path;

/** A run and the directory that holds it. */
public record StoredRun(Path directory, ExperimentResult result) {}
