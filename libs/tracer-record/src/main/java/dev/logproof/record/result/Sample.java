package dev.logproof.record.result;

import java.util.List;
import java.util.OptionalLong;

/**
 * State of a target at one moment; about one per second of a load.
 *
 * @param phase such as {@code sweep 9 MB/s} or {@code deployment 2}
 * @param atMillis since the epoch
 * @param offeredBytesPerSecond over the time since the last sample
 * @param writtenBytesPerSecond by the load generator, over the time since the last sample
 * @param tasks running at that moment
 * @param backlogEvents received and not yet delivered, over all tasks; empty when a task does not
 *     report it
 */
public record Sample(
    String target,
    String phase,
    long atMillis,
    double offeredBytesPerSecond,
    double writtenBytesPerSecond,
    List<Task> tasks,
    OptionalLong backlogEvents)
    implements Finding {
  /** Copies the list. */
  public Sample {
    tasks = List.copyOf(tasks);
  }

  /**
   * State of one task.
   *
   * @param cpuCores over the time since the last sample; 1.0 is one full core
   * @param connections established ones of clients; empty when they cannot be counted
   */
  public record Task(String name, double cpuCores, long residentBytes, OptionalLong connections) {}
}
