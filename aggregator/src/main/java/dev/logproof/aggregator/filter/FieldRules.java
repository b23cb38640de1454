package dev.logproof.aggregator.filter;

import dev.logproof.aggregator.config.ParserConfig;
import dev.logproof.forward.msgpack.MessagePackWriter;
import io.netty.buffer.ByteBuf;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Time and types of the fields that a parser found. Confined to one event loop. */
final class FieldRules {
  private static final Set<String> TRUE = Set.of("true", "yes", "1");

  private final ParserConfig.FieldRules config;
  private final FieldName timeKey;
  private final List<Conversion> conversions;
  private final List<Matcher> nullPattern;
  private final TextValue text = new TextValue();
  private final boolean readsTime;

  /** A field to convert. */
  private record Conversion(FieldName field, ParserConfig.ValueType type) {}

  /**
   * Creates rules.
   *
   * @param timeIsRead whether the parser sets the time itself
   */
  FieldRules(ParserConfig.FieldRules config, boolean timeIsRead) {
    this.config = config;
    this.readsTime = !timeIsRead;
    this.timeKey = FieldName.of(config.timeKey());
    this.conversions =
        new TreeMap<>(config.types())
            .entrySet().stream()
                .map(each -> new Conversion(FieldName.of(each.getKey()), each.getValue()))
                .toList();
    this.nullPattern =
        config.nullPattern().stream().map(each -> each.pattern().matcher("")).toList();
  }

  void apply(EventInWork event, boolean reserveTime) {
    long seconds = event.knownEpochSeconds();
    int nanos = event.knownNanos();
    if (readsTime) {
      readTime(event);
    }
    convert(event);
    Instant parsed = event.parsedTime();
    event.clearParsedTime();
    if (reserveTime) {
      event.time(seconds, nanos);
    } else if (!parsed.equals(EventInWork.NO_TIME)) {
      event.time(parsed);
    } else if (config.timeOfReceipt() && readsTime) {
      event.time(0, 0);
    }
  }

  private void readTime(EventInWork event) {
    EventRecord parsed = event.parsed();
    int field = config.timeKey().isEmpty() ? -1 : parsed.find(timeKey.text());
    if (field < 0) {
      return;
    }
    event.parsedTime(ParsedTimes.read(config.time(), parsed, field));
    if (!config.keepTimeKey()) {
      parsed.remove(timeKey.text());
    }
  }

  private void convert(EventInWork event) {
    EventRecord parsed = event.parsed();
    if (config.nullEmptyString() || !nullPattern.isEmpty()) {
      for (int field = 0; field < parsed.size(); field++) {
        makeNil(event, field);
      }
    }
    for (Conversion conversion : conversions) {
      int field = parsed.find(conversion.field().text());
      if (field >= 0 && !text.isNil(parsed, field)) {
        int from = event.values().writerIndex();
        pack(text.of(event, field), conversion.type(), event.values());
        parsed.set(conversion.field(), event.values().array(), from, event.values().writerIndex());
      }
    }
  }

  private void makeNil(EventInWork event, int field) {
    EventRecord parsed = event.parsed();
    if (!text.isText(parsed, field)) {
      return;
    }
    String value = text.of(event, field);
    boolean empty = config.nullEmptyString() && value.isEmpty();
    boolean matches = !nullPattern.isEmpty() && nullPattern.get(0).reset(value).find();
    if (empty || matches) {
      ValueRef nil = event.found();
      nil.setNil();
      parsed.setValue(field, nil.source(), nil.from(), nil.end());
    }
  }

  private static void pack(String value, ParserConfig.ValueType type, ByteBuf out) {
    if (type instanceof ParserConfig.ArrayOf array) {
      String[] parts =
          value.isEmpty() ? new String[0] : value.split(Pattern.quote(array.delimiter()), 0);
      Packing.array(out, parts.length);
      for (String part : parts) {
        MessagePackWriter.str(out, part);
      }
      return;
    }
    switch ((ParserConfig.Plain) type) {
      case STRING -> MessagePackWriter.str(out, value);
      case INTEGER -> integer(RubyNumbers.toInteger(value), out);
      case FLOAT -> MessagePackWriter.float64(out, RubyNumbers.toFloat(value));
      case BOOL -> Packing.bool(out, TRUE.contains(value.toLowerCase(Locale.ROOT)));
    }
  }

  /** msgpack has no larger integers. */
  private static void integer(BigInteger value, ByteBuf out) {
    if (value.bitLength() < Long.SIZE) {
      MessagePackWriter.signed(out, value.longValue());
    } else {
      throw new FilterFailedException("an integer of more than 64 bits");
    }
  }
}
