package dev.logproof.throughput.measure;

import java.util.List;

/**
 * One aggregator at one rate in one round. MB are 10^6 bytes of forward protocol.
 *
 * @param lines what the lines of the load contained
 * @param round counted from 1
 * @param seconds length of the window
 * @param offeredMegabytesPerSecond written by the load in the window
 * @param achievedMegabytesPerSecond accepted by the endpoint in the window
 * @param cpuMillisPerMegabyte per MB accepted
 * @param otherCores used by everything else on this machine
 * @param residentMegabytes at the end of the window
 * @param p50Millis median from an event's sending to its accepted request
 * @param sent events over the whole load
 * @param lost sent events missing when the aggregator had ended
 * @param readyMillis from the aggregator's start until it accepted connections
 * @param objections reasons why the measurement is not valid
 */
public record Measurement(
    String aggregator,
    String lines,
    String rate,
    int round,
    double seconds,
    double offeredMegabytesPerSecond,
    double achievedMegabytesPerSecond,
    double eventsPerSecond,
    double cpuMillisPerMegabyte,
    double cpuCores,
    double loadCores,
    double endpointCores,
    double otherCores,
    double residentMegabytes,
    double peakResidentMegabytes,
    double p50Millis,
    double p99Millis,
    double p999Millis,
    double bytesAnEvent,
    long sent,
    long lost,
    long duplicates,
    long foreign,
    long refused,
    long reconnects,
    long readyMillis,
    List<String> objections) {
  /** Whether the measurement is valid. */
  public boolean isGood() {
    return objections.isEmpty();
  }
}
