package dev.logproof.aggregator.filter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.aggregator.buffer.PendingAck;
import dev.logproof.aggregator.config.AggregatorConfig;
import dev.logproof.aggregator.config.FilterConfig;
import dev.logproof.aggregator.config.FilterRule;
import dev.logproof.aggregator.config.Route;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.output.EventLoopOutput;
import dev.logproof.aggregator.transcode.RecordTranscoder;
import dev.logproof.forward.decode.JsonToMessagePack;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs events through the filters of a configuration, and keeps what comes out as JSON. */
final class FilterRun {
  static final long NOW_SECONDS = 1_700_000_000;

  private static final String REST =
      """
      <source>
        @type forward
      </source>
      <match **>
        @type null
      </match>
      """;

  final List<String> passed = new ArrayList<>();
  final List<String> failed = new ArrayList<>();
  final List<String> times = new ArrayList<>();
  final Ledger ledger = new Ledger();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final EventLoopOutput stage;

  /** Reads {@code <filter>} sections for events with one tag. */
  FilterRun(String filters, String tag) {
    AggregatorConfig config = AggregatorConfig.parse("f.conf", filters + REST, Map.of());
    Route route = config.routesByLabel().get("").get(0);
    List<FilterConfig> matching =
        route.filters().stream()
            .filter(rule -> rule.pattern().matches(tag))
            .map(FilterRule::filter)
            .toList();
    Clock clock = Clock.fixed(Instant.ofEpochSecond(NOW_SECONDS), ZoneOffset.UTC);
    this.stage =
        new EventFilters(ledger, clock, new PrintStream(printed, true, UTF_8))
            .before(new Collected(passed, times), matching, tag, new Collected(failed, times));
  }

  /** Sends an event at a time, 0 for none. */
  FilterRun send(String json, long seconds, int nanos) {
    ByteBuf text = Unpooled.copiedBuffer(json, UTF_8);
    ByteBuf packed = Unpooled.buffer();
    packed.writeByte(0xc1);
    if (!JsonToMessagePack.convert(text, 0, text.writerIndex(), packed)) {
      throw new IllegalArgumentException(json);
    }
    stage.time(seconds, nanos);
    stage.take(packed, 1, packed.writerIndex() - 1, PendingAck.NONE);
    return this;
  }

  FilterRun send(String... events) {
    for (String json : events) {
      send(json, 1_600_000_000, 123_456_789);
    }
    return this;
  }

  /** Returns the only event that passed. */
  static String one(String filters, String tag, String json) {
    FilterRun run = new FilterRun(filters, tag).send(json);
    if (run.passed.size() != 1) {
      throw new AssertionError("passed: " + run.passed + ", failed: " + run.failed);
    }
    return run.passed.get(0);
  }

  String printed() {
    return printed.toString(UTF_8);
  }

  /** Keeps events and their times. */
  private record Collected(List<String> events, List<String> times) implements EventLoopOutput {
    @Override
    public void time(long epochSeconds, int nanos) {
      times.add(epochSeconds + "." + nanos);
    }

    @Override
    public void take(ByteBuf event, int offset, int length, PendingAck ack) {
      ByteBuf json = Unpooled.buffer();
      int ignored = new RecordTranscoder().transcode(event, offset, length, json);
      events.add(json.toString(UTF_8));
    }
  }
}
