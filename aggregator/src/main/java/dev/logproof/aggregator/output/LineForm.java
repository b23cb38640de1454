package dev.logproof.aggregator.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.aggregator.buffer.Addressed;
import dev.logproof.aggregator.buffer.RecordForm;
import dev.logproof.aggregator.config.BufferConfig;
import dev.logproof.aggregator.config.LineFormat;
import dev.logproof.aggregator.naming.NameTemplate;
import dev.logproof.aggregator.transcode.RecordTranscoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.function.Predicate;

/** Writes events as lines of a file, after the name of that file. Confined to one event loop. */
final class LineForm implements RecordForm {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");

  private static final int MAX_RECORD_BYTES = 16 << 20;

  private final LineFormat format;
  private final RecordTranscoder transcoder;
  private final byte[] messageKey;
  private final byte[] delimiter;
  private final ZoneId zone;
  private final ByteBuf tag = Unpooled.buffer(64);
  private ByteBuf name = Unpooled.EMPTY_BUFFER;
  private long seconds = Long.MIN_VALUE;
  private byte[] time = {};

  LineForm(LineFormat format, int maxRecordBytes, ZoneId zone) {
    this.format = format;
    this.transcoder = new RecordTranscoder(maxRecordBytes);
    this.messageKey = format.messageKey().getBytes(UTF_8);
    this.delimiter = format.delimiter().getBytes(UTF_8);
    this.zone = zone;
  }

  /** Returns the form of lines in files or objects whose names are {@code template}. */
  static SinkKind.Format format(
      LineFormat format, BufferConfig buffer, NameTemplate template, Predicate<String> isName) {
    return new SinkKind.Format(
        () -> new LineForm(format, MAX_RECORD_BYTES, buffer.keys().time().zone()),
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
    if (format.tag()) {
      tag.clear().writeBytes(buffer, offset, length);
    }
  }

  @Override
  public void time(long epochSeconds, int nanos) {
    if (format.time() && epochSeconds != seconds) {
      seconds = epochSeconds;
      time = TIME.format(Instant.ofEpochSecond(epochSeconds).atZone(zone)).getBytes(UTF_8);
    }
  }

  @Override
  public boolean write(ByteBuf event, int offset, int length, ByteBuf out) {
    Addressed.write(name, out);
    if (format.time()) {
      out.writeBytes(time).writeBytes(delimiter);
    }
    if (format.tag()) {
      out.writeBytes(tag, 0, tag.writerIndex()).writeBytes(delimiter);
    }
    if (messageKey.length == 0) {
      transcoder.transcode(event, offset, length, out);
    } else {
      transcoder.extractField(event, offset, length, messageKey, out);
    }
    if (format.addNewline()) {
      out.writeByte('\n');
    }
    return true;
  }
}
