package dev.logproof.aggregator.filter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.aggregator.config.FilterConfig;
import dev.logproof.aggregator.ruby.Expression;
import dev.logproof.aggregator.ruby.TimeFormat;
import dev.logproof.aggregator.transcode.RubyText;
import dev.logproof.forward.msgpack.MessagePackWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes values of one tag's events from their configuration. Stateless. */
final class FieldValues {
  private FieldValues() {}

  static FieldValue of(FilterConfig.RecordValue value, TagParts tag) {
    if (value instanceof FilterConfig.Scalar scalar) {
      return of(scalar.value(), tag);
    } else if (value instanceof FilterConfig.Members map) {
      List<FieldValue> names = map.members().stream().map(each -> of(each.name(), tag)).toList();
      List<FieldValue> values = map.members().stream().map(each -> of(each.value(), tag)).toList();
      return new MapValue(names, values);
    }
    FilterConfig.Elements array = (FilterConfig.Elements) value;
    return new ArrayValue(array.elements().stream().map(each -> of(each, tag)).toList());
  }

  static FieldValue of(Expression expression, TagParts tag) {
    if (expression instanceof Expression.Nil) {
      return constant(Packing::nil);
    } else if (expression instanceof Expression.Bool bool) {
      return constant(out -> Packing.bool(out, bool.value()));
    } else if (expression instanceof Expression.Whole number) {
      return constant(out -> MessagePackWriter.signed(out, number.value()));
    } else if (expression instanceof Expression.Decimal number) {
      return constant(out -> MessagePackWriter.float64(out, number.value()));
    } else if (expression instanceof Expression.Text text) {
      return text(text.text());
    } else if (expression instanceof Expression.Joined joined) {
      return joined(joined.parts().stream().map(part -> of(part, tag)).toList());
    } else if (expression instanceof Expression.Or or) {
      return new FirstTrue(or.choices().stream().map(choice -> of(choice, tag)).toList());
    } else if (expression instanceof Expression.AsText text) {
      return joined(List.of(of(text.of(), tag)));
    } else if (expression instanceof Expression.AsJson json) {
      return new JsonOf(of(json.of(), tag));
    }
    return ofEvent(expression, tag);
  }

  private static FieldValue ofEvent(Expression expression, TagParts tag) {
    if (expression instanceof Expression.Field field) {
      return new FieldOf(new FieldLookup(field.path(), field.failsOnNil()));
    } else if (expression instanceof Expression.Time time) {
      return new TimeText(time.format());
    } else if (expression instanceof Expression.EpochSeconds) {
      return computed((event, out) -> MessagePackWriter.signed(out, event.epochSeconds()));
    } else if (expression instanceof Expression.EpochFloat) {
      return computed(
          (event, out) ->
              MessagePackWriter.float64(out, (double) event.epochSeconds() + event.nanos() / 1e9));
    } else if (expression instanceof Expression.WholeRecord) {
      return computed((event, out) -> event.record().write(out));
    }
    return tag.resolve(expression).map(FieldValues::text).orElseGet(() -> constant(Packing::nil));
  }

  private static FieldValue text(String text) {
    byte[] packed = FieldName.str(text);
    return new Constant(packed, text.getBytes(UTF_8));
  }

  private static FieldValue constant(Consumer<ByteBuf> packing) {
    ByteBuf packed = Unpooled.buffer();
    packing.accept(packed);
    byte[] bytes = ByteBufUtil.getBytes(packed);
    ByteBuf text = Unpooled.buffer();
    new RubyText().append(bytes, 0, bytes.length, text);
    return new Constant(bytes, ByteBufUtil.getBytes(text));
  }

  private static FieldValue joined(List<FieldValue> parts) {
    JoinedText joined = new JoinedText(parts);
    if (!parts.stream().allMatch(Constant.class::isInstance)) {
      return joined;
    }
    ByteBuf text = Unpooled.buffer();
    parts.forEach(part -> text.writeBytes(((Constant) part).text));
    return text(text.toString(UTF_8));
  }

  /** Writes a value. */
  private interface Writing {
    void write(EventInWork event, ByteBuf out);
  }

  private static FieldValue computed(Writing writing) {
    return (event, result) -> {
      int from = event.values().writerIndex();
      writing.write(event, event.values());
      event.refer(result, from);
    };
  }

  /** The same for each event. */
  private static final class Constant implements FieldValue {
    private final byte[] packed;
    private final byte[] text;

    Constant(byte[] packed, byte[] text) {
      this.packed = packed;
      this.text = text;
    }

    @Override
    public void resolve(EventInWork event, ValueRef result) {
      result.set(packed, 0, packed.length);
    }

    @Override
    public void appendText(EventInWork event, ByteBuf out) {
      out.writeBytes(text);
    }

    @Override
    public Optional<byte[]> constant() {
      return Optional.of(packed);
    }
  }

  /** Refers to the bytes of a field. */
  private record FieldOf(FieldLookup lookup) implements FieldValue {
    @Override
    public void resolve(EventInWork event, ValueRef result) {
      lookup.find(event, result);
    }

    @Override
    public void appendText(EventInWork event, ByteBuf out) {
      ValueRef value = event.found();
      resolve(event, value);
      event.rubyText().append(value.source(), value.from(), value.end(), out);
    }
  }

  /** Texts one behind the other. */
  private record JoinedText(List<FieldValue> parts) implements FieldValue {
    @Override
    public void resolve(EventInWork event, ValueRef result) {
      ByteBuf text = event.takeText();
      try {
        parts.forEach(part -> part.appendText(event, text));
        int from = event.values().writerIndex();
        Packing.str(event.values(), text);
        event.refer(result, from);
      } finally {
        event.giveText(text);
      }
    }

    @Override
    public void appendText(EventInWork event, ByteBuf out) {
      parts.forEach(part -> part.appendText(event, out));
    }
  }

  /** Ruby's {@code ||}. */
  private record FirstTrue(List<FieldValue> choices) implements FieldValue {
    @Override
    public void resolve(EventInWork event, ValueRef result) {
      for (FieldValue choice : choices) {
        choice.resolve(event, result);
        if (!result.isNil() && !result.isFalse()) {
          return;
        }
      }
    }
  }

  /** A value as JSON text. */
  private record JsonOf(FieldValue value) implements FieldValue {
    @Override
    public void resolve(EventInWork event, ValueRef result) {
      value.resolve(event, result);
      ByteBuf text = event.takeText();
      try {
        ByteBuf packed = Unpooled.wrappedBuffer(result.source());
        int ignored =
            event.transcoder().transcode(packed, result.from(), result.end() - result.from(), text);
        int from = event.values().writerIndex();
        Packing.str(event.values(), text);
        event.refer(result, from);
      } finally {
        event.giveText(text);
      }
    }
  }

  /** The event's time; formats each second once. */
  private static final class TimeText implements FieldValue {
    private final TimeFormat format;
    private long lastSecond;
    private byte[] last = {};

    TimeText(TimeFormat format) {
      this.format = format;
    }

    @Override
    public void resolve(EventInWork event, ValueRef result) {
      long second = event.epochSeconds();
      if (last.length == 0 || second != lastSecond || format.isSubSecond()) {
        last = FieldName.str(format.format(second, event.nanos()));
        lastSecond = second;
      }
      result.set(last, 0, last.length);
    }
  }

  /** A map of values. */
  private record MapValue(List<FieldValue> names, List<FieldValue> values) implements FieldValue {
    @Override
    public void resolve(EventInWork event, ValueRef result) {
      ByteBuf packed = event.takeText();
      try {
        Packing.map(packed, names.size());
        for (int i = 0; i < names.size(); i++) {
          names.get(i).resolve(event, result);
          packed.writeBytes(result.source(), result.from(), result.end() - result.from());
          values.get(i).resolve(event, result);
          packed.writeBytes(result.source(), result.from(), result.end() - result.from());
        }
        copy(packed, event, result);
      } finally {
        event.giveText(packed);
      }
    }
  }

  /** An array of values. */
  private record ArrayValue(List<FieldValue> elements) implements FieldValue {
    @Override
    public void resolve(EventInWork event, ValueRef result) {
      ByteBuf packed = event.takeText();
      try {
        Packing.array(packed, elements.size());
        for (FieldValue element : elements) {
          element.resolve(event, result);
          packed.writeBytes(result.source(), result.from(), result.end() - result.from());
        }
        copy(packed, event, result);
      } finally {
        event.giveText(packed);
      }
    }
  }

  private static void copy(ByteBuf packed, EventInWork event, ValueRef result) {
    int from = event.values().writerIndex();
    event.values().writeBytes(packed, 0, packed.writerIndex());
    event.refer(result, from);
  }
}
