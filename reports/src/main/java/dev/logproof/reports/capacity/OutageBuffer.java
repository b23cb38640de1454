package dev.logproof.reports.capacity;

import dev.logproof.record.result.PlanResult.Outage;

/** Time until the buffers are full when Firehose takes nothing. */
final class OutageBuffer {
  private OutageBuffer() {}

  static Outage of(double bufferBytes, double bytesPerSecond, int tasks) {
    return new Outage(bufferBytes, bufferBytes * tasks / bytesPerSecond);
  }
}
