package dev.logproof.aggregator.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.buffer.PendingAck;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.metrics.RejectCause;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Every store gets every event, and each outcome is accounted for. */
class FanOutTest {
  private final Ledger ledger = new Ledger();
  private final StoreOutput first = new StoreOutput(ledger);
  private final StoreOutput second = new StoreOutput(ledger);
  private final StoreOutput third = new StoreOutput(ledger);
  private final AtomicInteger sent = new AtomicInteger();

  private FanOut copy(boolean ignoreError, boolean ifPrevSuccess) {
    return new FanOut(
        List.of(
            new FanOut.Store(first, ignoreError, false),
            new FanOut.Store(second, ignoreError, ifPrevSuccess),
            new FanOut.Store(third, ignoreError, ifPrevSuccess)),
        ledger);
  }

  /** Returns false if the frame was refused. */
  private boolean send(FanOut copy, String... events) {
    PendingAck ack = new PendingAck(sent::incrementAndGet);
    copy.tag(Unpooled.copiedBuffer("t", UTF_8), 0, 1);
    ledger.received(events.length, 0);
    boolean admitted = copy.admit(events.length);
    if (!admitted) {
      ledger.rejected(RejectCause.BUFFER_OVERFLOW, events.length);
    } else {
      for (String event : events) {
        ByteBuf bytes = Unpooled.copiedBuffer(event, UTF_8);
        copy.time(7, 0);
        copy.take(bytes, 0, bytes.readableBytes(), ack);
      }
    }
    ack.partKept();
    copy.frameEnd();
    assertThat(ledger.accounting().balanced()).as(ledger.accounting().line()).isTrue();
    return admitted;
  }

  @Test
  void givesEveryEventToEachStore() {
    assertThat(send(copy(false, false), "a", "b")).isTrue();
    assertThat(List.of(first.events, second.events, third.events))
        .allMatch(List.of("t@7:a", "t@7:b")::equals);
    assertThat(ledger.accounting().line())
        .isEqualTo("accounting: received=2 (copied=4) delivered=6 rejected=0 pending=0");
  }

  @Test
  void acknowledgesOnceEveryStoreKeptTheFrame() {
    send(copy(false, false), "a");
    first.acks.forEach(PendingAck::partKept);
    third.acks.forEach(PendingAck::partKept);
    assertThat(sent).hasValue(0);
    second.acks.forEach(PendingAck::partKept);
    assertThat(sent).hasValue(1);
  }

  @Test
  void acknowledgesWithoutStoresThatIgnoreErrors() {
    send(copy(true, false), "a");
    assertThat(sent).hasValue(1);
    assertThat(first.acks).isEmpty();
  }

  @Test
  void refusesFrameForAllIfOneStoreRefuses() {
    second.refuses = true;
    assertThat(send(copy(false, false), "a")).isFalse();
    assertThat(first.events).isEmpty();
    assertThat(ledger.accounting().copied()).isZero();
  }

  @Test
  void countsWhatStoreThatIgnoresErrorsRefuses() {
    second.refuses = true;
    third.closed = true;
    assertThat(send(copy(true, false), "a", "b")).isTrue();
    assertThat(first.events).hasSize(2);
    assertThat(ledger.accounting().line())
        .isEqualTo(
            "accounting: received=2 (copied=4) delivered=2 rejected=4"
                + " (buffer_overflow=2, stopped=2) pending=0");
  }

  @Test
  void keepsEventInOtherStoresWhenOneFails() {
    second.fails = true;
    send(copy(false, false), "a");
    assertThat(first.events).hasSize(1);
    assertThat(third.events).hasSize(1);
    assertThat(ledger.rejected(RejectCause.NOT_KEPT)).isEqualTo(1);
    first.acks.forEach(PendingAck::partKept);
    third.acks.forEach(PendingAck::partKept);
    assertThat(sent).as("the client sends it again").hasValue(0);
  }

  /** As in out_copy.rb, a skipped store is no success of its own. */
  @Test
  void skipsStoreAfterSuccess() {
    send(copy(true, true), "a");
    assertThat(first.events).hasSize(1);
    assertThat(second.events).isEmpty();
    assertThat(third.events).hasSize(1);
    first.refuses = true;
    send(copy(true, true), "b");
    assertThat(second.events).containsExactly("t@7:b");
    assertThat(third.events).hasSize(1);
  }

  @Test
  void keepsTakingAdmittedFrameWhenOneStoreFillsUp() {
    FanOut copy = copy(false, false);
    send(copy, "a");
    second.refuses = true;
    copy.admitMore(1);
    ledger.received(1, 0);
    copy.take(Unpooled.copiedBuffer("b", UTF_8), 0, 1, PendingAck.NONE);
    copy.frameEnd();
    assertThat(second.events).hasSize(2);
    assertThat(ledger.accounting().balanced()).isTrue();
  }

  @Test
  void waitsForTheStoreThatIsFull() {
    FanOut copy = copy(false, false);
    assertThat(copy.isFull()).isFalse();
    second.full = true;
    assertThat(copy.isFull()).isTrue();
    Runnable resume = sent::incrementAndGet;
    copy.whenRoom(resume);
    assertThat(first.waiting).isEmpty();
    assertThat(second.waiting).containsExactly(resume);
    copy.forget(resume);
    assertThat(second.waiting).isEmpty();
  }
}
