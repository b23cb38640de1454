package dev.logproof.throughput.measure;

import java.util.List;

/**
 * One aggregator under one rate in one round. MB are 10^6 bytes of forward protocol, the load's, on
 * the way to the aggregator.
 *
 * @param aggregator its name
 * @param rate what was to be offered
 * @param round from 1
 * @param seconds the window was long
 * @param offeredMegabytesPerSecond written by the load in the window
 * @param achievedMegabytesPerSecond accepted by the endpoint in the window
 * @param eventsPerSecond accepted
 * @param cpuMillisPerMegabyte of the aggregator's processes, a MB accepted
 * @param cpuCores of the aggregator
 * @param loadCores of the load
 * @param endpointCores of the endpoint
 * @param otherCores of everything else on this machine
 * @param residentMegabytes of the aggregator at the end of the window
 * @param peakResidentMegabytes at its most
 * @param p50Millis from an event's sending to its accepted request
 * @param p99Millis the same
 * @param p999Millis the same
 * @param bytesAnEvent of forward protocol
 * @param sent events, from the start of the load to its end
 * @param lost of them, after the aggregator had ended
 * @param duplicates arrived again
 * @param foreign records that hold no event of ours
 * @param refused requests that could not be understood
 * @param reconnects of the load
 * @param readyMillis from the aggregator's start until it accepted connections
 * @param objections why this is no measurement of this rate; empty when it is one
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
  /** True when figures may be drawn from it. */
  public boolean isGood() {
    return objections.isEmpty();
  }
}
