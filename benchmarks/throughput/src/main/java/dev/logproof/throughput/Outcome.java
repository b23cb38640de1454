package dev.logproof.throughput;

import dev.logproof.throughput.endpoint.EndpointCounts;
import dev.logproof.throughput.endpoint.LatencyMicros;
import dev.logproof.throughput.load.LoadCounts;
import dev.logproof.throughput.measure.Measurement;
import dev.logproof.throughput.measure.Rate;
import dev.logproof.throughput.measure.Window;
import java.util.ArrayList;
import java.util.List;

/**
 * Raw counters of a trial.
 *
 * @param before at the start of the window
 * @param after at the end of the window
 * @param sent over the whole load
 * @param end arrivals when the aggregator had ended
 */
record Outcome(
    Snapshot before, Snapshot after, LatencyMicros latency, LoadCounts sent, EndpointCounts end) {
  Measurement measurement(
      Contender contender, Rate rate, int round, long readyMillis, double flushSeconds) {
    double seconds = (after.endpoint().atMicros() - before.endpoint().atMicros()) / 1e6;
    long accepted = after.endpoint().events() - before.endpoint().events();
    double bytesAnEvent = (double) sent.bytes() / sent.events();
    double megabytes = accepted * bytesAnEvent / 1e6;
    double cpuMillis = after.aggregator().cpuMillis() - before.aggregator().cpuMillis();
    double loadMillis = after.loadCpuMillis() - before.loadCpuMillis();
    double endpointMillis = after.endpointCpuMillis() - before.endpointCpuMillis();
    double busyMillis = after.busyMillis() - before.busyMillis();
    double otherMillis = Math.max(0, busyMillis - cpuMillis - loadMillis - endpointMillis);
    double oneCoreMillis = seconds * 1e3;
    return new Measurement(
        contender.name(),
        contender.lines().label(),
        rate.toString(),
        round,
        seconds,
        (after.load().bytes() - before.load().bytes()) / 1e6 / seconds,
        megabytes / seconds,
        accepted / seconds,
        cpuMillis / megabytes,
        cpuMillis / oneCoreMillis,
        loadMillis / oneCoreMillis,
        endpointMillis / oneCoreMillis,
        otherMillis / oneCoreMillis,
        after.aggregator().residentBytes() / 1e6,
        after.aggregator().peakResidentBytes() / 1e6,
        latency.p50() / 1e3,
        latency.p99() / 1e3,
        latency.p999() / 1e3,
        bytesAnEvent,
        sent.events(),
        sent.events() - end.events(),
        end.duplicates(),
        end.foreign(),
        end.refused(),
        sent.reconnects(),
        readyMillis,
        objections(rate, seconds, accepted, flushSeconds));
  }

  private List<String> objections(Rate rate, double seconds, long accepted, double flushSeconds) {
    if (accepted == 0) {
      return List.of("unknown: nothing arrived in the window");
    }
    List<String> objections = new ArrayList<>();
    if (!rate.isSaturation()) {
      Window window =
          new Window(
              seconds,
              after.load().dueEvents() - before.load().dueEvents(),
              after.load().events() - before.load().events(),
              accepted,
              before.backlog(),
              after.backlog());
      objections.addAll(window.missed(flushSeconds));
    }
    if (sent.events() > end.events()) {
      objections.add("lost " + (sent.events() - end.events()) + " of " + sent.events() + " events");
    }
    if (end.refused() > 0) {
      objections.add(end.refused() + " requests were malformed");
    }
    return objections;
  }
}
