package dev.logproof.reports.capacity;

/**
 * How the number of tasks is chosen.
 *
 * @param maxFactor MaxTasks divided by MinTasks, at least 1
 * @param zones availability zones, at least 1
 * @param zonePlanned whether MinTasks must carry the load with a zone lost
 */
public record FleetRules(double maxFactor, int zones, boolean zonePlanned) {}
