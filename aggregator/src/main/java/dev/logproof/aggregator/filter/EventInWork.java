package dev.logproof.aggregator.filter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.aggregator.transcode.EventBytes;
import dev.logproof.aggregator.transcode.MessagePackCursor;
import dev.logproof.aggregator.transcode.RecordTranscoder;
import dev.logproof.aggregator.transcode.RubyText;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The event that passes a chain of filters, with reusable memory for what they write. Confined to
 * one event loop.
 */
final class EventInWork {
  static final Instant NO_TIME = Instant.MIN;

  private static final int FIRST_BYTES = 4 * 1024;

  /** No Firehose record is larger. */
  private static final int MAX_KEPT_BYTES = 1024 * 1024;

  private static final int MAX_KEPT_TEXTS = 4;

  private final Clock clock;
  private final EventBytes input = new EventBytes();
  private final EventRecord record = new EventRecord();
  private final EventRecord parsed = new EventRecord();
  private final ValueRef found = new ValueRef();
  private final MessagePackCursor cursor = new MessagePackCursor();
  private final RecordTranscoder transcoder = new RecordTranscoder();
  private final RubyText rubyText = new RubyText();
  private final Deque<ByteBuf> texts = new ArrayDeque<>();
  private ByteBuf values = Unpooled.buffer(FIRST_BYTES);
  private ByteBuf output = Unpooled.buffer(FIRST_BYTES);
  private long epochSeconds;
  private int nanos;
  private Instant parsedTime = NO_TIME;

  EventInWork(Clock clock) {
    this.clock = clock;
  }

  void open(ByteBuf event, int offset, int length, long seconds, int fraction) {
    epochSeconds = seconds;
    nanos = fraction;
    parsedTime = NO_TIME;
    values.clear();
    input.open(event, offset, length);
    record.open(input.bytes(), input.from(), input.from() + length);
  }

  /** Lets the event go, and memory that an unusual event needed. */
  void close() {
    input.close();
    record.release();
    parsed.release();
    found.setNil();
    cursor.release();
    if (values.capacity() > MAX_KEPT_BYTES) {
      values = Unpooled.buffer(FIRST_BYTES);
    }
    if (output.capacity() > MAX_KEPT_BYTES) {
      output = Unpooled.buffer(FIRST_BYTES);
    }
  }

  EventRecord record() {
    return record;
  }

  /** Returns a second record, for the fields that a filter finds in a text. */
  EventRecord parsed() {
    return parsed;
  }

  /** Returns where values are written; they stay until the next event. */
  ByteBuf values() {
    return values;
  }

  /** Lends an empty buffer for a text in work; texts may nest. */
  ByteBuf takeText() {
    ByteBuf lent = texts.poll();
    return lent == null ? Unpooled.buffer(FIRST_BYTES) : lent.clear();
  }

  /** Returns the text of a value. */
  String textOf(FieldValue value) {
    ByteBuf lent = takeText();
    try {
      value.appendText(this, lent);
      return lent.toString(UTF_8);
    } finally {
      giveText(lent);
    }
  }

  /** Takes a buffer back. */
  void giveText(ByteBuf lent) {
    if (lent.capacity() <= MAX_KEPT_BYTES && texts.size() < MAX_KEPT_TEXTS) {
      texts.push(lent);
    }
  }

  RubyText rubyText() {
    return rubyText;
  }

  /** Returns a cursor for one look at a value. */
  MessagePackCursor cursor() {
    return cursor;
  }

  ValueRef found() {
    return found;
  }

  RecordTranscoder transcoder() {
    return transcoder;
  }

  /** Returns the time of the event; without one, it is now. */
  long epochSeconds() {
    if (epochSeconds == 0) {
      time(clock.instant());
    }
    return epochSeconds;
  }

  int nanos() {
    if (epochSeconds == 0) {
      time(clock.instant());
    }
    return nanos;
  }

  /** Returns 0 while the time is that of receipt. */
  long knownEpochSeconds() {
    return epochSeconds;
  }

  int knownNanos() {
    return nanos;
  }

  void time(Instant time) {
    epochSeconds = time.getEpochSecond();
    nanos = time.getNano();
  }

  /** Sets the time; 0 stands for that of receipt. */
  void time(long seconds, int fraction) {
    epochSeconds = seconds;
    nanos = fraction;
  }

  /** Returns the time that a parser found, or {@link #NO_TIME}. */
  Instant parsedTime() {
    return parsedTime;
  }

  void parsedTime(Instant time) {
    parsedTime = time;
  }

  void clearParsedTime() {
    parsedTime = NO_TIME;
  }

  /** Returns the edited record as msgpack, from index 0. */
  ByteBuf written() {
    output.clear();
    record.write(output);
    return output;
  }

  /** Points {@code result} at the value that starts at {@code from} in {@link #values}. */
  void refer(ValueRef result, int from) {
    result.set(values.array(), from, values.writerIndex());
  }

  /** Sets a field to the value that starts at {@code from} in {@link #values}. */
  void setWritten(FieldName name, int from) {
    record.set(name, values.array(), from, values.writerIndex());
  }
}
