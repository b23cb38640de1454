package dev.logproof.throughput.endpoint;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** Counters of all connections. Thread-safe. */
final class Tally {
  private static final int DIGITS = 3;
  private static final long MAX_MICROS = 3_600_000_000L;

  private final SeenEvents seen = new SeenEvents();
  private final Recorder latency = new Recorder(1, MAX_MICROS, DIGITS);
  private final LongAdder requests = new LongAdder();
  private final LongAdder records = new LongAdder();
  private final LongAdder payloadBytes = new LongAdder();
  private final LongAdder events = new LongAdder();
  private final LongAdder duplicates = new LongAdder();
  private final LongAdder foreign = new LongAdder();
  private final LongAdder refused = new LongAdder();

  static long nowMicros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }

  void event(int source, long sequence) {
    switch (seen.see(source, sequence)) {
      case FIRST -> events.increment();
      case AGAIN -> duplicates.increment();
      case FOREIGN -> foreign.increment();
    }
  }

  void foreignRecord() {
    foreign.increment();
  }

  /** Negative values after a clock step count as 0. */
  void latency(long micros, long count) {
    latency.recordValueWithCount(Math.max(0, Math.min(MAX_MICROS, micros)), count);
  }

  void request(int requestRecords, long requestPayloadBytes) {
    requests.increment();
    records.add(requestRecords);
    payloadBytes.add(requestPayloadBytes);
  }

  void refused() {
    refused.increment();
  }

  EndpointCounts counts() {
    return new EndpointCounts(
        nowMicros(),
        requests.sum(),
        records.sum(),
        payloadBytes.sum(),
        events.sum(),
        duplicates.sum(),
        foreign.sum(),
        refused.sum());
  }

  /** Latencies since the last call. */
  LatencyMicros latencies() {
    Histogram interval = latency.getIntervalHistogram();
    return LatencyMicros.of(interval);
  }
}
