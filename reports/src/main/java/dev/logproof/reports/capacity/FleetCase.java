package dev.logproof.reports.capacity;

/**
 * A fleet to simulate.
 *
 * @param tasks before a scale-out
 * @param added by it
 * @param deployments spread over the hours
 * @param batches in which a deployment replaces the tasks
 * @param linesAtRisk lines of all connections in the time in which a reset loses them
 */
public record FleetCase(
    int tasks, int added, Clients clients, int deployments, int batches, double linesAtRisk) {}
