package dev.logproof.aggregator.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.buffer.PendingAck;
import dev.logproof.aggregator.buffer.RejectedEvents;
import dev.logproof.aggregator.config.AggregatorConfig;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.output.DiscardOutput;
import dev.logproof.aggregator.output.EventLoopOutput;
import dev.logproof.aggregator.output.Output;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Copies follow labels by tag, as in {@code cases/config/12}. */
class CopiedFramesTest {
  private static final String CONFIG =
      """
      <source>
        @type forward
      </source>
      <match app.**>
        @type copy
        <store>
          @type relabel
          @label @errors
        </store>
        <store>
          @type relabel
          @label @all
        </store>
        <store>
          @type null
          @id plain
        </store>
      </match>
      <label @errors>
        <match app.error>
          @type null
          @id errors
        </match>
      </label>
      <label @all>
        <match app.error>
          @type copy
          <store>
            @type null
            @id all
          </store>
          <store>
            @type null
            @id more
          </store>
        </match>
        <match **>
          @type null
          @id all-other
        </match>
      </label>
      """;

  private final Ledger ledger = new Ledger();
  private final Map<String, List<String>> seen = new TreeMap<>();

  private Output noting(String id) {
    return new Output() {
      @Override
      public String id() {
        return id;
      }

      @Override
      public EventLoopOutput forLoop(EventLoop loop, RejectedEvents rejected) {
        DiscardOutput discard = new DiscardOutput(id, ledger);
        return new EventLoopOutput() {
          @Override
          public void take(ByteBuf event, int offset, int length, PendingAck ack) {
            seen.computeIfAbsent(id, any -> new ArrayList<>())
                .add(event.toString(offset, length, UTF_8));
            discard.take(event, offset, length, ack);
          }
        };
      }
    };
  }

  @Test
  void followsLabelsOfEachStore() {
    AggregatorConfig config = AggregatorConfig.parse("f.conf", CONFIG, Map.of());
    Map<String, Output> outputs = new TreeMap<>();
    List.of("plain", "errors", "all", "more", "all-other")
        .forEach(id -> outputs.put(id, noting(id)));
    EmbeddedChannel channel = new EmbeddedChannel();
    TagRouter routes =
        new EventLoopOutputs(List.of(channel.eventLoop()), config.routesByLabel(), outputs, ledger)
            .routes(channel, "");
    send(routes, "app.error", "1");
    send(routes, "app.info", "2");
    send(routes, "app.error", "3");
    assertThat(seen)
        .isEqualTo(
            Map.of(
                "plain", List.of("1", "2", "3"),
                "errors", List.of("1", "3"),
                "all", List.of("1", "3"),
                "more", List.of("1", "3"),
                "all-other", List.of("2")));
    assertThat(ledger.accounting().line())
        .isEqualTo(
            "accounting: received=3 (copied=8) delivered=10 rejected=1 (unmatched_tag=1)"
                + " pending=0");
  }

  private void send(TagRouter routes, String tag, String event) {
    EventLoopOutput output = routes.find(Unpooled.copiedBuffer(tag, UTF_8), 0, tag.length());
    ledger.received(1, 0);
    assertThat(output.admit(1)).isTrue();
    output.take(Unpooled.copiedBuffer(event, UTF_8), 0, event.length(), PendingAck.NONE);
    output.frameEnd();
  }
}
