package dev.logproof.aggregator.filter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.aggregator.config.HttpParse;
import dev.logproof.aggregator.config.ParserConfig;
import dev.logproof.aggregator.transcode.MessagePackCursor;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Times and bodies of HTTP requests, as in_http reads them. Memory is taken per request, since most
 * connections are idle. Confined to one connection.
 */
public final class HttpRecords {
  private final HttpParse config;
  private final FieldName body = FieldName.of(HttpParse.WholeBody.BODY);

  /** Reads requests as {@code config} says. */
  public HttpRecords(HttpParse config) {
    this.config = config;
  }

  /**
   * An event, a msgpack map.
   *
   * @param epochSeconds 0 stands for the time of receipt
   */
  public record Received(ByteBuf record, long epochSeconds, int nanos) {}

  /**
   * The events of a body.
   *
   * @param invalid number of those that do not have the format, and are dropped
   */
  public record Parsed(List<Received> events, int invalid) {
    /** Copies the list. */
    public Parsed {
      events = List.copyOf(events);
    }
  }

  /** Returns whether bodies are parsed whatever their type. */
  public boolean readsBodies() {
    return config instanceof HttpParse.WholeBody;
  }

  /**
   * Returns the time of a {@code time} parameter; {@link Instant#EPOCH} stands for the time of
   * receipt.
   */
  public static Instant time(byte[] parameter) {
    return guarded(() -> RubyNumbers.time(new String(parameter, UTF_8)));
  }

  /**
   * Takes the times of events out of their fields.
   *
   * @param records msgpack maps
   * @throws IllegalArgumentException when a field holds no time
   */
  public Parsed timed(List<byte[]> records) {
    return guarded(() -> readTimes(records));
  }

  /** Ruby would raise, and in_http respond with 400. */
  private static <T> T guarded(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (FilterFailedException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    } catch (StackOverflowError e) {
      throw new IllegalArgumentException("the expression is too complex for this text", e);
    }
  }

  private Parsed readTimes(List<byte[]> records) {
    HttpParse.ByType byType = (HttpParse.ByType) config;
    byte[] key = byType.timeKey().getBytes(UTF_8);
    EventInWork event = new EventInWork(Clock.systemUTC());
    List<Received> timed = new ArrayList<>();
    for (byte[] record : records) {
      ByteBuf bytes = Unpooled.wrappedBuffer(record);
      event.open(bytes, 0, record.length, 0, 0);
      int field = key.length == 0 ? -1 : event.record().find(key);
      if (field < 0) {
        timed.add(new Received(bytes, 0, 0));
      } else {
        Instant time = time(byType, event.record(), field);
        if (!byType.keepTimeKey()) {
          event.record().remove(key);
        }
        timed.add(new Received(event.written().copy(), time.getEpochSecond(), time.getNano()));
      }
      event.close();
    }
    return new Parsed(timed, 0);
  }

  /** As in Ruby, nil and false are no time. */
  private static Instant time(HttpParse.ByType config, EventRecord record, int field) {
    MessagePackCursor cursor = new MessagePackCursor();
    cursor.reset(record.valueSource(field), record.valueStart(field), record.valueEnd(field));
    MessagePackCursor.Kind kind = cursor.next();
    ValueRef value = new ValueRef();
    value.set(record.valueSource(field), record.valueStart(field), record.valueEnd(field));
    if (value.isNil() || value.isFalse()) {
      return Instant.EPOCH;
    }
    if (!config.time().isEmpty()) {
      return ParsedTimes.read(config.time().get(0), record, field);
    }
    return switch (kind) {
      case SIGNED, UNSIGNED, FLOAT32, FLOAT64 ->
          RubyNumbers.time(value.source(), value.from(), value.end());
      default -> throw new FilterFailedException("the field " + config.timeKey() + " is no number");
    };
  }

  /** Returns whether the elements of a JSON array are events of their own. */
  public boolean readsJson() {
    return config instanceof HttpParse.WholeBody whole
        && whole.filter().parser() instanceof ParserConfig.Json;
  }

  /**
   * Parses the texts of a body.
   *
   * @throws IllegalArgumentException when the parser fails, as it would raise in Ruby
   */
  public Parsed parse(List<ByteBuf> texts) {
    return guarded(() -> readTexts(texts));
  }

  private Parsed readTexts(List<ByteBuf> texts) {
    HttpParse.WholeBody whole = (HttpParse.WholeBody) config;
    EventFilter parser = new ParseField(whole.filter(), reason -> {});
    EventInWork event = new EventInWork(Clock.systemUTC());
    List<Received> events = new ArrayList<>();
    int invalid = 0;
    for (ByteBuf each : texts) {
      ByteBuf record = record(each);
      event.open(record, 0, record.writerIndex(), 0, 0);
      if (parser.apply(event)) {
        events.add(
            new Received(event.written().copy(), event.knownEpochSeconds(), event.knownNanos()));
      } else {
        invalid++;
      }
      event.close();
    }
    return new Parsed(events, invalid);
  }

  private ByteBuf record(ByteBuf text) {
    ByteBuf record = Unpooled.buffer(text.readableBytes() + 64);
    Packing.map(record, 1);
    record.writeBytes(body.packed());
    Packing.str(record, text);
    return record;
  }
}
