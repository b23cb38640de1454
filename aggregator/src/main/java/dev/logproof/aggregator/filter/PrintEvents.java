package dev.logproof.aggregator.filter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.aggregator.config.FilterConfig;
import dev.logproof.aggregator.ruby.TimeFormat;
import io.netty.buffer.ByteBuf;
import java.io.PrintStream;
import java.time.ZoneId;

/**
 * {@code @type stdout}: prints events and passes them on. For debugging only: it writes on the
 * event loop. Confined to one event loop.
 */
final class PrintEvents implements EventFilter {
  private static final String TIME = "%Y-%m-%d %H:%M:%S.%N %z";

  private final TimeFormat time = TimeFormat.of(TIME, ZoneId.systemDefault());
  private final boolean withTimeAndTag;
  private final String tag;
  private final PrintStream out;

  PrintEvents(FilterConfig.Print config, TagParts tag, PrintStream out) {
    this.withTimeAndTag = config.withTimeAndTag();
    this.tag = tag.tag();
    this.out = out;
  }

  @Override
  public boolean apply(EventInWork event) {
    ByteBuf record = event.written();
    ByteBuf json = event.takeText();
    try {
      int ignored = event.transcoder().transcode(record, 0, record.writerIndex(), json);
      String head =
          withTimeAndTag ? time.format(event.epochSeconds(), event.nanos()) + " " + tag + ": " : "";
      out.println(head + json.toString(UTF_8));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new FilterFailedException("the event cannot be converted to JSON");
    } finally {
      event.giveText(json);
    }
    return true;
  }
}
