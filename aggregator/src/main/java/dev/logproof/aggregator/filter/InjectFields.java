package dev.logproof.aggregator.filter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.aggregator.config.InjectConfig;
import dev.logproof.forward.msgpack.MessagePackWriter;
import io.netty.buffer.ByteBuf;

/** Adds host, worker, tag and time to records, in this order. Confined to one event loop. */
final class InjectFields implements EventFilter {
  private static final byte[] WORKER = {0};
  private static final int MICROS_PER_SECOND = 1_000_000;
  private static final int NANOS_PER_SECOND = 1_000_000_000;

  private final InjectConfig config;
  private final FieldName hostnameKey;
  private final byte[] hostname;
  private final FieldName workerIdKey;
  private final FieldName tagKey;
  private final FieldName timeKey;
  private byte[] tag = {(byte) 0xa0};
  private int tagStart = 1;
  private long lastSecond;
  private byte[] lastText = {};

  InjectFields(InjectConfig config) {
    this.config = config;
    this.hostnameKey = FieldName.of(config.hostnameKey());
    this.hostname = FieldName.str(config.hostname());
    this.workerIdKey = FieldName.of(config.workerIdKey());
    this.tagKey = FieldName.of(config.tagKey());
    this.timeKey = FieldName.of(config.timeKey());
  }

  /** Sets the tag of the following events; packs it when it changes. */
  void tag(ByteBuf buffer, int offset, int length) {
    if (tag.length - tagStart == length) {
      boolean same = true;
      for (int i = 0; same && i < length; i++) {
        same = tag[tagStart + i] == buffer.getByte(offset + i);
      }
      if (same) {
        return;
      }
    }
    byte[] text = new byte[length];
    buffer.getBytes(offset, text);
    tag = FieldName.str(new String(text, UTF_8));
    tagStart = tag.length - length;
  }

  @Override
  public boolean apply(EventInWork event) {
    EventRecord record = event.record();
    if (!config.hostnameKey().isEmpty()) {
      record.set(hostnameKey, hostname, 0, hostname.length);
    }
    if (!config.workerIdKey().isEmpty()) {
      record.set(workerIdKey, WORKER, 0, WORKER.length);
    }
    if (!config.tagKey().isEmpty()) {
      record.set(tagKey, tag, 0, tag.length);
    }
    if (!config.timeKey().isEmpty()) {
      setTime(event);
    }
    return true;
  }

  private void setTime(EventInWork event) {
    long seconds = event.epochSeconds();
    int nanos = event.nanos();
    if (config.timeType() == InjectConfig.TimeType.STRING) {
      setText(event, seconds, nanos);
      return;
    }
    ByteBuf values = event.values();
    int from = values.writerIndex();
    switch (config.timeType()) {
      case FLOAT ->
          MessagePackWriter.float64(
              values, (double) (seconds * MICROS_PER_SECOND + nanos / 1000) / MICROS_PER_SECOND);
      case UNIXTIME_MILLIS -> MessagePackWriter.signed(values, seconds * 1000 + nanos / 1_000_000);
      case UNIXTIME_MICROS ->
          MessagePackWriter.signed(values, seconds * MICROS_PER_SECOND + nanos / 1000);
      case UNIXTIME_NANOS -> MessagePackWriter.signed(values, seconds * NANOS_PER_SECOND + nanos);
      default -> MessagePackWriter.signed(values, seconds);
    }
    event.setWritten(timeKey, from);
  }

  /** Formats each second once, unless the format has fractions. */
  private void setText(EventInWork event, long seconds, int nanos) {
    if (lastText.length == 0 || seconds != lastSecond || config.timeFormat().isSubSecond()) {
      lastText = FieldName.str(config.timeFormat().format(seconds, nanos));
      lastSecond = seconds;
    }
    event.record().set(timeKey, lastText, 0, lastText.length);
  }
}
