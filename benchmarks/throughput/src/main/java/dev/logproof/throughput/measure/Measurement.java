package dev.logproof.throughput.measure;

import java.util.List;

/**
 * One aggregator at one rate in one round. MB are 10^6 bytes of forward protocol, as the load sends
 * them to the aggregator.
 *
 * @param aggregator name of the aggregator
 * @param rate requested rate
 * @param round counted from 1
 * @param seconds length of the window
 * @param offeredMegabytesPerSecond written by the load in the window
 * @param achievedMegabytesPerSecond accepted by the endpoint in the window
 * @param eventsPerSecond accepted by the endpoint
 * @param cpuMillisPerMegabyte CPU of the aggregator's processes per MB accepted
 * @param cpuCores used by the aggregator
 * @param loadCores used by the load
 * @param endpointCores used by the endpoint
 * @param otherCores used by everything else on this machine
 * @param residentMegabytes of the aggregator at the end of the window
 * @param peakResidentMegabytes peak of the aggregator
 * @param p50Millis median from an event's sending to its accepted request
 * @param p99Millis 99th percentile of the same
 * @param p999Millis 99.9th percentile of the same
 * @param bytesAnEvent bytes of forward protocol per event
 * @param sent events, from the start of the load to its end
 * @param lost sent events that had not arrived when the aggregator had ended
 * @param duplicates events that arrived again
 * @param foreign records without a benchmark event
 * @param refused malformed requests
 * @param reconnects of the load
 * @param readyMillis from the aggregator's start until it accepted connections
 * @param objections reasons why the measurement is not valid for this rate; empty when it is
 */
public record Measurement(
    String aggregator,
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
