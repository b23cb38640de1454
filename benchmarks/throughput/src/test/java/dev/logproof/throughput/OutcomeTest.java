package dev.logproof.throughput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.logproof.throughput.endpoint.EndpointCounts;
import dev.logproof.throughput.endpoint.LatencyMicros;
import dev.logproof.throughput.event.LineFormat;
import dev.logproof.throughput.load.LoadCounts;
import dev.logproof.throughput.measure.Measurement;
import dev.logproof.throughput.measure.Rate;
import dev.logproof.throughput.process.Usage;
import org.junit.jupiter.api.Test;

/** Tests the computation of a measurement. */
class OutcomeTest {
  private static final LatencyMicros LATENCY = new LatencyMicros(1, 500, 2_500, 3_500, 4_000);

  private static EndpointCounts arrived(double seconds, long events) {
    return new EndpointCounts((long) (seconds * 1e6), 1, events, 1, events, 0, 0, 0);
  }

  private static LoadCounts sent(long events) {
    return new LoadCounts(events, 300 * events, events, 0);
  }

  private static Snapshot at(double seconds, long sent, long arrived, long cpuMillis) {
    return new Snapshot(
        arrived(seconds, arrived),
        sent(sent),
        new Usage(cpuMillis, 100_000_000, 200_000_000),
        (long) (seconds * 50),
        (long) (seconds * 100),
        (long) (seconds * 50 + seconds * 100 + seconds * 250) + cpuMillis);
  }

  private static Measurement of(Snapshot before, Snapshot after, long sent, long arrived) {
    return new Outcome(before, after, LATENCY, sent(sent), arrived(99, arrived))
        .measurement(
            new Contender("a", "exec a", LineFormat.APACHE), Rate.parse("3MB/s"), 1, 800, 1);
  }

  @Test
  void measuresOnlyWithinWindow() {
    Measurement m =
        of(at(30, 300_000, 295_000, 9_000), at(40, 400_000, 395_000, 9_300), 410_000, 410_000);

    assertThat(m.isGood()).isTrue();
    assertThat(m.seconds()).isEqualTo(10);
    assertThat(m.offeredMegabytesPerSecond()).isCloseTo(3, within(1e-9));
    assertThat(m.achievedMegabytesPerSecond()).isCloseTo(3, within(1e-9));
    assertThat(m.eventsPerSecond()).isCloseTo(10_000, within(1e-9));
    assertThat(m.cpuMillisPerMegabyte()).isCloseTo(10, within(1e-9));
    assertThat(m.cpuCores()).isCloseTo(0.03, within(1e-9));
    assertThat(m.loadCores()).isCloseTo(0.05, within(1e-9));
    assertThat(m.endpointCores()).isCloseTo(0.1, within(1e-9));
    assertThat(m.otherCores()).isCloseTo(0.25, within(1e-9));
    assertThat(m.residentMegabytes()).isEqualTo(100);
    assertThat(m.peakResidentMegabytes()).isEqualTo(200);
    assertThat(m.p99Millis()).isEqualTo(2.5);
    assertThat(m.lost()).isZero();
  }

  @Test
  void objectsToLostEvents() {
    Measurement m =
        of(at(30, 300_000, 295_000, 9_000), at(40, 400_000, 395_000, 9_300), 410_000, 409_990);
    assertThat(m.lost()).isEqualTo(10);
    assertThat(m.objections()).containsExactly("lost 10 of 410000 events");
  }

  @Test
  void objectsToGrowingBacklog() {
    Measurement m =
        of(at(30, 300_000, 295_000, 9_000), at(40, 400_000, 345_000, 9_300), 410_000, 410_000);
    assertThat(m.objections())
        .singleElement()
        .asString()
        .startsWith("missed: fell behind the offered load by 35");
  }

  @Test
  void isUnknownWhenNothingArrived() {
    Measurement m = of(at(30, 300_000, 0, 9_000), at(40, 400_000, 0, 9_300), 410_000, 0);
    assertThat(m.objections()).containsExactly("unknown: nothing arrived in the window");
  }
}
