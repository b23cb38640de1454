package dev.logproof.throughput;

import dev.logproof.throughput.endpoint.EndpointCounts;
import dev.logproof.throughput.load.LoadCounts;
import dev.logproof.throughput.process.Usage;

/** Counters and resource usage at one moment. */
record Snapshot(
    EndpointCounts endpoint,
    LoadCounts load,
    Usage aggregator,
    long loadCpuMillis,
    long endpointCpuMillis,
    long busyMillis) {
  long backlog() {
    return Math.max(0, load.events() - endpoint.events());
  }
}
