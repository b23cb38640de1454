package dev.logproof.aggregator.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.aggregator.buffer.PendingAck;
import dev.logproof.aggregator.buffer.RecordForm;
import dev.logproof.aggregator.buffer.RejectedEvents;
import dev.logproof.aggregator.config.RecordContent;
import dev.logproof.aggregator.config.StdoutOutput;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.metrics.RejectCause;
import dev.logproof.aggregator.ruby.TimeFormat;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import java.io.PrintStream;
import java.time.ZoneId;

/**
 * {@code @type stdout}: prints a line per event. For debugging only: it writes on the event loop.
 * Thread-safe.
 */
public record PrintOutput(StdoutOutput config, Ledger ledger, PrintStream out) implements Output {
  private static final int MAX_RECORD_BYTES = 16 << 20;
  private static final String TIME = "%Y-%m-%d %H:%M:%S.%N %z";

  @Override
  public String id() {
    return config.id();
  }

  @Override
  public EventLoopOutput forLoop(EventLoop loop, RejectedEvents rejected) {
    return new Lines(form(config), rejected);
  }

  /** Returns the form of the printed records, each with a line feed at its end. */
  public static RecordForm form(StdoutOutput config) {
    return new FirehoseRecordForm(
        new RecordContent("", false, config.format()), true, MAX_RECORD_BYTES);
  }

  /** View of one event loop. */
  private final class Lines implements EventLoopOutput {
    private final TimeFormat timeFormat = TimeFormat.of(TIME, ZoneId.systemDefault());
    private final RecordForm form;
    private final RejectedEvents rejected;
    private final EventTime time = new EventTime();
    private String tag = "";

    Lines(RecordForm form, RejectedEvents rejected) {
      this.form = form;
      this.rejected = rejected;
    }

    @Override
    public void tag(ByteBuf buffer, int offset, int length) {
      tag = buffer.toString(offset, length, UTF_8);
    }

    @Override
    public void time(long seconds, int fraction) {
      time.set(seconds, fraction);
    }

    @Override
    public void take(ByteBuf event, int offset, int length, PendingAck ack) {
      ByteBuf line = Unpooled.buffer();
      try {
        boolean ignored = form.write(event, offset, length, line);
        String head =
            config.isHeaded()
                ? timeFormat.format(time.epochSeconds(), time.nanos()) + " " + tag + ": "
                : "";
        out.print(head + line.toString(UTF_8));
        ledger.delivered(1);
      } catch (IllegalArgumentException e) {
        if (!rejected.claim(RejectCause.NOT_CONVERTIBLE)) {
          ledger.rejected(RejectCause.NOT_CONVERTIBLE, 1);
        }
      }
    }
  }
}
