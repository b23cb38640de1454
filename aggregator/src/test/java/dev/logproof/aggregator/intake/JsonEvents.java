package dev.logproof.aggregator.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.buffer.PendingAck;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.output.EventLoopOutput;
import dev.logproof.forward.decode.JsonToMessagePack;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;

/** Events of one frame, told as JSON, and sent as an input sends them. */
record JsonEvents(List<ByteBuf> records) {
  static JsonEvents of(String... events) {
    List<ByteBuf> records = new ArrayList<>();
    for (String json : events) {
      ByteBuf text = Unpooled.copiedBuffer(json, UTF_8);
      ByteBuf packed = Unpooled.buffer();
      assertThat(JsonToMessagePack.convert(text, 0, text.writerIndex(), packed)).isTrue();
      records.add(packed);
    }
    return new JsonEvents(records);
  }

  /** Sends all by the routes of {@code tag}, and checks that each is counted. */
  void send(TagRouter routes, String tag, long seconds, PendingAck ack, Ledger ledger) {
    ByteBuf bytes = Unpooled.copiedBuffer(tag, UTF_8);
    EventLoopOutput output = routes.find(bytes, 0, bytes.writerIndex());
    ledger.received(records.size(), 0);
    assertThat(output.admit(records.size())).isTrue();
    send(output, seconds, ack);
    assertThat(ledger.accounting().balanced()).as(ledger.accounting().line()).isTrue();
  }

  /** Sends all to an output. */
  void send(EventLoopOutput output, long seconds, PendingAck ack) {
    for (ByteBuf packed : records) {
      output.time(seconds, 0);
      output.take(packed, 0, packed.writerIndex(), ack);
    }
    output.frameEnd();
  }
}
