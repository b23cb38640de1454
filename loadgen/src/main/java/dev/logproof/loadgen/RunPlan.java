package dev.logproof.loadgen;

import dev.logproof.loadgen.sender.Targets;
import java.nio.file.Path;
import java.util.List;

/**
 * What a run is to do.
 *
 * @param bytesPerSecond of all connections together, on the wire
 * @param tracersPerSecond of all connections together
 * @param durationNanos of the schedule
 * @param directory of journal and result
 * @param tolerance share of the rate by which a valid run may be off
 */
record RunPlan(
    String runId,
    long seed,
    Targets targets,
    List<String> tags,
    double bytesPerSecond,
    double tracersPerSecond,
    long durationNanos,
    int connections,
    Path directory,
    double tolerance) {}
