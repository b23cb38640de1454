package dev.logproof.aggregator.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.buffer.PendingAck;
import dev.logproof.aggregator.config.AggregatorConfig;
import dev.logproof.aggregator.config.FilterConfig;
import dev.logproof.aggregator.config.FilterRule;
import dev.logproof.aggregator.config.Route;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.metrics.RejectCause;
import dev.logproof.aggregator.output.EventLoopOutput;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests what becomes of an event on which a filter fails, and of its frame. */
class FilterStageTest {
  /** A map without the field {@code log}. */
  private static final byte[] EMPTY_RECORD = {(byte) 0x80};

  private final Ledger ledger = new Ledger();
  private final List<String> acks = new ArrayList<>();
  private final PendingAck ack =
      new PendingAck(() -> acks.add("sent"), false, () -> acks.add("given up"));
  private final List<ByteBuf> passed = new ArrayList<>();

  /** An output of {@code <label @ERROR>}. */
  private record Errors(boolean admits, boolean isClosed, List<ByteBuf> taken)
      implements EventLoopOutput {
    @Override
    public boolean admit(int events) {
      return admits;
    }

    @Override
    public void take(ByteBuf event, int offset, int length, PendingAck ack) {
      taken.add(event);
    }
  }

  private Errors failEvent(boolean admits, boolean closed, String settings) {
    Errors errors = new Errors(admits, closed, new ArrayList<>());
    ByteBuf event = Unpooled.wrappedBuffer(EMPTY_RECORD);
    ledger.received(1, 1);
    new EventFilters(ledger, Clock.systemUTC(), System.out)
        .before((buffer, at, length, ack) -> passed.add(buffer), parser(settings), "a", errors)
        .take(event, 0, EMPTY_RECORD.length, ack);
    ack.partKept();
    return errors;
  }

  private static List<FilterConfig> parser(String settings) {
    String text =
        "<source>\n@type forward\n</source>\n<filter **>\n@type parser\nkey_name log\n"
            + settings
            + "<parse>\n@type json\n</parse>\n</filter>\n<match **>\n@type null\n</match>\n";
    Route route = AggregatorConfig.parse("f.conf", text, Map.of()).routesByLabel().get("").get(0);
    return route.filters().stream().map(FilterRule::filter).toList();
  }

  @Test
  void acknowledgesFrameWhoseFailedEventTheErrorOutputTakes() {
    assertThat(failEvent(true, false, "").taken()).hasSize(1);
    assertThat(acks).containsExactly("sent");
    assertThat(ledger.rejected(RejectCause.BUFFER_OVERFLOW)).isZero();
  }

  @Test
  void givesFrameUpWhoseFailedEventTheErrorOutputRefuses() {
    assertThat(failEvent(false, false, "").taken()).isEmpty();
    assertThat(acks).containsExactly("given up");
    assertThat(ledger.rejected(RejectCause.BUFFER_OVERFLOW)).isEqualTo(1);
    assertThat(ledger.accounting().balanced()).as(ledger.accounting().line()).isTrue();
  }

  @Test
  void namesStopWhenTheErrorOutputIsClosed() {
    assertThat(failEvent(false, true, "").taken()).isEmpty();
    assertThat(acks).containsExactly("given up");
    assertThat(ledger.rejected(RejectCause.STOPPED)).isEqualTo(1);
  }

  @Test
  void givesFrameUpWhoseCopyTheErrorOutputRefuses() {
    assertThat(failEvent(false, false, "reserve_data true\n").taken()).isEmpty();
    assertThat(passed).hasSize(1);
    assertThat(acks).containsExactly("given up");
    assertThat(ledger.accounting().copied()).isEqualTo(1);
  }
}
