package dev.logproof.reports.run;

import dev.logproof.record.result.ExperimentResult;
import java.nio.file.Path;

/** A run and its directory. */
public record StoredRun(Path directory, ExperimentResult result) {}
