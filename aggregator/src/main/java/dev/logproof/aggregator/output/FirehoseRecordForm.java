package dev.logproof.aggregator.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.aggregator.buffer.RecordForm;
import dev.logproof.aggregator.config.RecordContent;
import dev.logproof.aggregator.config.RecordFormat;
import dev.logproof.aggregator.config.StreamRecords;
import dev.logproof.aggregator.firehose.FirehoseLimits;
import dev.logproof.aggregator.transcode.RecordTranscoder;
import io.netty.buffer.ByteBuf;

/**
 * Encodes events as the kinesis_firehose plugin does: compact JSON or the raw {@code data_key}
 * value, without tag and time. JSON ends with a line feed unless {@code chomp_record} removes it;
 * {@code append_new_line} replaces or adds a line ending. Confined to one event loop.
 */
final class FirehoseRecordForm implements RecordForm {
  /** Longest removed line ending, by which a record may exceed its limit. */
  private static final int CHOMPED_BYTES = 2;

  private final RecordTranscoder transcoder;

  /** Empty for the whole event. */
  private final byte[] dataKey;

  private final boolean chompRecord;
  private final boolean appendNewLine;
  private final boolean addNewline;
  private final byte[] messageKey;
  private final boolean json;
  private final TextForm text;

  FirehoseRecordForm(RecordContent content, StreamRecords.Firehose records) {
    this(content, records.appendNewLine(), FirehoseLimits.PUT_RECORD_BATCH.maxRecordBytes());
  }

  FirehoseRecordForm(RecordContent content, boolean appendNewLine, int maxRecordBytes) {
    RecordFormat format = content.format();
    this.transcoder = new RecordTranscoder(maxRecordBytes + CHOMPED_BYTES);
    this.dataKey = content.dataKey().getBytes(UTF_8);
    this.chompRecord = content.chompRecord();
    this.appendNewLine = appendNewLine;
    this.addNewline = format.addNewline();
    this.messageKey = format.messageKey().getBytes(UTF_8);
    this.json = format.isJson();
    this.text = new TextForm(format.text());
  }

  @Override
  public boolean write(ByteBuf event, int offset, int length, ByteBuf out) {
    int start = out.writerIndex();
    boolean line = appendNewLine;
    if (dataKey.length > 0) {
      if (transcoder.extractField(event, offset, length, dataKey, out) < 0) {
        return false;
      }
      // In the plugin, chomp_record applies only to the output of its formatter.
      if (appendNewLine) {
        chomp(out, start);
      }
    } else if (!json) {
      writeFormatted(event, offset, length, out);
    } else {
      transcoder.transcode(event, offset, length, out);
      line |= addNewline && !chompRecord;
    }
    if (line) {
      out.writeByte('\n');
    }
    return true;
  }

  /** A missing field is an empty text, as in Fluentd's formatters. */
  private void writeFormatted(ByteBuf event, int offset, int length, ByteBuf out) {
    int start = out.writerIndex();
    if (messageKey.length > 0) {
      transcoder.extractField(event, offset, length, messageKey, out);
    } else {
      text.write(event, offset, length, out);
    }
    if (addNewline) {
      out.writeByte('\n');
    }
    if (chompRecord) {
      chomp(out, start);
    }
    if (appendNewLine) {
      chomp(out, start);
    }
  }

  /** Removes one line ending, as Ruby's chomp does. */
  private static void chomp(ByteBuf out, int start) {
    if (endsWith(out, start, '\n')) {
      out.writerIndex(out.writerIndex() - 1);
      if (endsWith(out, start, '\r')) {
        out.writerIndex(out.writerIndex() - 1);
      }
    } else if (endsWith(out, start, '\r')) {
      out.writerIndex(out.writerIndex() - 1);
    }
  }

  private static boolean endsWith(ByteBuf out, int start, char end) {
    return out.writerIndex() > start && out.getByte(out.writerIndex() - 1) == end;
  }
}
