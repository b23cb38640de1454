package dev.logproof.loadgen.sender;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.loadgen.measure.Latencies;
import dev.logproof.loadgen.measure.LatencyInterval;
import dev.logproof.loadgen.measure.LatencyKind;
import dev.logproof.record.tracer.SequenceRanges;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Tests frames in flight. */
class AckWindowTest {
  private final AtomicLong nanos = new AtomicLong();
  private final Latencies latencies = new Latencies();
  private final AckWindow window = new AckWindow(3, 20, nanos::get, latencies);

  private void add(String chunk, long from, long to) {
    window.add(
        chunk.getBytes(US_ASCII),
        new AckWindow.Content(
            ByteBuffer.wrap(chunk.getBytes(US_ASCII)), 2, 0, 1_000_000, from, to));
  }

  @Test
  void acceptsAcknowledgementsInAnyOrder() {
    add("a", 0, 5);
    add("b", 5, 5);
    add("c", 5, 9);
    assertThat(window.room()).isZero();
    window.acknowledge("c");
    assertThat(window.acknowledged(9)).isEqualTo(SequenceRanges.parse("5..8"));
    window.acknowledge("a");
    assertThat(window.acknowledged(9)).isEqualTo(SequenceRanges.parse("0..8"));
    assertThat(window.unacknowledged())
        .extracting(frame -> frame.content().bytes())
        .containsExactly(ByteBuffer.wrap("b".getBytes(US_ASCII)));
    assertThat(window.acknowledgedFrames()).isEqualTo(2);
  }

  @Test
  void ignoresUnknownAndRepeatedAcknowledgements() {
    add("a", 0, 1);
    window.acknowledge("x");
    nanos.set(7_000_000);
    window.acknowledge("a");
    window.acknowledge("a");
    assertThat(window.room()).isEqualTo(3);
    LatencyInterval times = latencies.next();
    assertThat(times.of(LatencyKind.ACK_CORRECTED).getTotalCount()).isEqualTo(2);
    assertThat(times.of(LatencyKind.ACK_CORRECTED).getMaxValue()).isBetween(6_990L, 7_010L);
    assertThat(times.of(LatencyKind.ACK_UNCORRECTED).getMaxValue()).isBetween(5_990L, 6_010L);
  }

  @Test
  void marksFrameBegunAfterFirstByte() {
    add("a", 0, 1);
    add("b", 1, 2);
    window.begun(1);
    assertThat(window.unacknowledged()).extracting(window::isBegun).containsExactly(true, false);
    window.begun(0);
    assertThat(window.unacknowledged()).extracting(window::isBegun).containsExactly(true, false);
  }

  @Test
  void endsWaitOnRoomBreakOrTimeout() throws InterruptedException {
    add("a", 0, 1);
    assertThat(window.awaitRoom()).isTrue();
    assertThat(window.awaitEmpty()).isFalse();
    window.acknowledge("a");
    assertThat(window.awaitEmpty()).isTrue();
    add("b", 1, 2);
    int connection = window.connected();
    window.connectionBroke(connection - 1);
    assertThat(window.awaitRoom()).isTrue();
    window.connectionBroke(connection);
    assertThat(window.awaitEmpty()).isFalse();
  }
}
