package dev.logproof.aggregator.filter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.aggregator.config.FilterConfig;
import dev.logproof.aggregator.config.ParserConfig;
import dev.logproof.aggregator.transcode.MessagePackCursor;
import dev.logproof.aggregator.transcode.Utf8;
import dev.logproof.forward.msgpack.MessagePackWriter;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.regex.Pattern;

/** Makes the parsers of {@code <parse>}. Stateless; the parsers are confined to one event loop. */
final class TextParsers {
  private TextParsers() {}

  static TextParser of(FilterConfig.Parse filter) {
    ParserConfig config = filter.parser();
    if (config instanceof ParserConfig.Json) {
      return new JsonFields();
    } else if (config instanceof ParserConfig.Regexp regexp) {
      return new OfText(new RegexpFields(regexp.expression()), filter.replaceInvalid());
    } else if (config instanceof ParserConfig.Apache2 apache) {
      return new OfText(new Apache2Fields(apache), filter.replaceInvalid());
    } else if (config instanceof ParserConfig.None none) {
      FieldName key = FieldName.of(none.messageKey());
      return (event, raw) -> {
        event.parsed().set(key, raw.source(), raw.from(), raw.end());
        return true;
      };
    } else if (config instanceof ParserConfig.Ltsv ltsv) {
      return new OfText(ltsv(ltsv), filter.replaceInvalid());
    }
    ParserConfig.Csv csv = (ParserConfig.Csv) config;
    return new OfText(new CsvFields(csv.keys(), csv.delimiter()), filter.replaceInvalid());
  }

  /** Returns whether the parser reads the time itself. */
  static boolean fixedTimes(FilterConfig.Parse filter) {
    return filter.parser() instanceof ParserConfig.Apache2;
  }

  /** Reads fields from a text. */
  interface Fields {
    boolean parse(EventInWork event, String text);
  }

  /** Decodes the text for other parsers. */
  private record OfText(Fields fields, boolean replaceInvalid) implements TextParser {
    @Override
    public boolean parse(EventInWork event, ValueRef raw) {
      MessagePackCursor cursor = new MessagePackCursor();
      cursor.reset(raw.source(), raw.from(), raw.end());
      MessagePackCursor.Kind kind = cursor.next();
      if (kind != MessagePackCursor.Kind.STR && kind != MessagePackCursor.Kind.BIN) {
        throw new FilterFailedException("parse failed: the value is no text");
      }
      int from = cursor.takePayload();
      boolean valid = Utf8.isWellFormed(raw.source(), from, cursor.position());
      if (!valid && !replaceInvalid) {
        throw new FilterFailedException("invalid byte sequence in UTF-8");
      }
      String text = new String(raw.source(), from, cursor.position() - from, UTF_8);
      return fields.parse(event, valid ? text : text.replace('\ufffd', '?'));
    }
  }

  /** Adds a text, or nil for none, to the parsed fields. */
  static void add(EventInWork event, FieldName name, String text) {
    ByteBuf values = event.values();
    int from = values.writerIndex();
    MessagePackWriter.str(values, text);
    event.parsed().set(name, values.array(), from, values.writerIndex());
  }

  static void addNil(EventInWork event, FieldName name) {
    ByteBuf values = event.values();
    int from = values.writerIndex();
    Packing.nil(values);
    event.parsed().set(name, values.array(), from, values.writerIndex());
  }

  private static Fields ltsv(ParserConfig.Ltsv config) {
    Pattern delimiter =
        config.delimiterPattern().isEmpty()
            ? Pattern.compile(Pattern.quote(config.delimiter()))
            : config.delimiterPattern().get(0).pattern();
    String label = config.labelDelimiter();
    return (event, text) -> {
      for (String pair : delimiter.split(text, 0)) {
        int at = pair.indexOf(label);
        if (at >= 0) {
          add(event, FieldName.of(pair.substring(0, at)), pair.substring(at + label.length()));
        }
      }
      return true;
    };
  }

  /** Named groups of an expression. */
  static List<FieldName> names(List<String> groups) {
    return groups.stream().map(FieldName::of).toList();
  }
}
