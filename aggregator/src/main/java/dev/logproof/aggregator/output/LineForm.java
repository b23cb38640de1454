package dev.logproof.aggregator.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.aggregator.buffer.Addressed;
import dev.logproof.aggregator.buffer.RecordForm;
import dev.logproof.aggregator.config.LineFormat;
import dev.logproof.aggregator.config.RecordFormat;
import dev.logproof.aggregator.naming.NameTemplate;
import dev.logproof.aggregator.transcode.RecordTranscoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.function.Predicate;

/** Writes events as lines of a file, after the name of that file. Confined to one event loop. */
final class LineForm implements RecordForm {
  private static final int MAX_RECORD_BYTES = 16 << 20;

  private final LineFormat.Head head;
  private final boolean json;
  private final boolean addNewline;
  private final TextForm text;
  private final RecordTranscoder transcoder;
  private final byte[] messageKey;
  private final byte[] delimiter;
  private final ByteBuf tag = Unpooled.buffer(64);
  private ByteBuf name = Unpooled.EMPTY_BUFFER;
  private long seconds = Long.MIN_VALUE;
  private byte[] time = {};

  LineForm(LineFormat format, int maxRecordBytes) {
    this.head = format.head();
    RecordFormat record = format.record();
    this.json = record.isJson();
    this.addNewline = record.addNewline();
    this.text = new TextForm(record.text());
    this.transcoder = new RecordTranscoder(maxRecordBytes);
    this.messageKey = record.messageKey().getBytes(UTF_8);
    this.delimiter = format.head().delimiter().getBytes(UTF_8);
  }

  /** Returns the form of lines in files or objects whose names are {@code template}. */
  static SinkKind.Format format(
      LineFormat format, NameTemplate template, Predicate<String> isName) {
    return new SinkKind.Format(
        () -> new LineForm(format, MAX_RECORD_BYTES),
        MAX_RECORD_BYTES,
        Integer.MAX_VALUE,
        template,
        isName,
        true);
  }

  @Override
  public void destination(ByteBuf to) {
    name = to;
  }

  @Override
  public void tag(ByteBuf buffer, int offset, int length) {
    if (head.tag()) {
      tag.clear().writeBytes(buffer, offset, length);
    }
  }

  @Override
  public void time(long epochSeconds, int nanos) {
    if (head.time() && (epochSeconds != seconds || head.timeFormat().isSubSecond())) {
      seconds = epochSeconds;
      time = head.timeFormat().format(epochSeconds, nanos).getBytes(UTF_8);
    }
  }

  @Override
  public boolean write(ByteBuf event, int offset, int length, ByteBuf out) {
    Addressed.write(name, out);
    if (head.time()) {
      out.writeBytes(time).writeBytes(delimiter);
    }
    if (head.tag()) {
      out.writeBytes(tag, 0, tag.writerIndex()).writeBytes(delimiter);
    }
    if (json) {
      transcoder.transcode(event, offset, length, out);
    } else if (messageKey.length > 0) {
      transcoder.extractField(event, offset, length, messageKey, out);
    } else {
      text.write(event, offset, length, out);
    }
    if (addNewline) {
      out.writeByte('\n');
    }
    return true;
  }
}
