package dev.logproof.aggregator.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.aggregator.buffer.PendingAck;
import dev.logproof.aggregator.buffer.RejectedEvents;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.metrics.RejectCause;
import dev.logproof.aggregator.transcode.RecordTranscoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import java.io.PrintStream;

/**
 * {@code @type stdout}: prints {@code tag: {json}} per event. For debugging only: it writes on the
 * event loop. Thread-safe.
 */
public record PrintOutput(String id, Ledger ledger, PrintStream out) implements Output {
  @Override
  public EventLoopOutput forLoop(EventLoop loop, RejectedEvents rejected) {
    return new Lines(new RecordTranscoder(), rejected);
  }

  /** View of one event loop. */
  private final class Lines implements EventLoopOutput {
    private final RecordTranscoder transcoder;
    private final RejectedEvents rejected;
    private String tag = "";

    Lines(RecordTranscoder transcoder, RejectedEvents rejected) {
      this.transcoder = transcoder;
      this.rejected = rejected;
    }

    @Override
    public void tag(ByteBuf buffer, int offset, int length) {
      tag = buffer.toString(offset, length, UTF_8);
    }

    @Override
    public void take(ByteBuf event, int offset, int length, PendingAck ack) {
      ByteBuf json = Unpooled.buffer();
      try {
        transcoder.transcode(event, offset, length, json);
        out.println(tag + ": " + json.toString(UTF_8));
        ledger.delivered(1);
      } catch (IllegalArgumentException e) {
        if (!rejected.claim(RejectCause.NOT_CONVERTIBLE)) {
          ledger.rejected(RejectCause.NOT_CONVERTIBLE, 1);
        }
      }
    }
  }
}
