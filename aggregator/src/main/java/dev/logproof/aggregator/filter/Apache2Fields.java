package dev.logproof.aggregator.filter;

import dev.logproof.aggregator.config.ParserConfig;
import dev.logproof.forward.msgpack.MessagePackWriter;
import io.netty.buffer.ByteBuf;
import java.math.BigInteger;
import java.util.List;
import java.util.regex.Matcher;

/** Fields of Apache's combined format. Confined to one event loop. */
final class Apache2Fields implements TextParsers.Fields {
  private static final List<String> TEXTS = List.of("host", "user", "referer", "agent");

  private final Matcher matcher;
  private final List<String> groups;
  private final List<FieldName> names;
  private final ParserConfig.Apache2 config;

  Apache2Fields(ParserConfig.Apache2 config) {
    this.config = config;
    this.matcher = config.expression().pattern().matcher("");
    this.groups = config.expression().groupNames();
    this.names = TextParsers.names(groups);
  }

  @Override
  public boolean parse(EventInWork event, String text) {
    if (!matcher.reset(text).find()) {
      return false;
    }
    String time = "";
    for (int group = 1; group <= groups.size(); group++) {
      String name = groups.get(group - 1);
      if (name.equals("time")) {
        time = matcher.group(group);
      } else {
        field(event, name, names.get(group - 1), group);
      }
    }
    event.parsedTime(ParsedTimes.text(new ParserConfig.TextTime(List.of(config.time())), time));
    if (config.rules().keepTimeKey()) {
      TextParsers.add(event, FieldName.of("time"), time);
    }
    return true;
  }

  private void field(EventInWork event, String name, FieldName field, int group) {
    String value = matcher.group(group);
    boolean isText = TEXTS.contains(name);
    if (value == null || (value.equals("-") && (isText || name.equals("size")))) {
      TextParsers.addNil(event, field);
    } else if (name.equals("code") || name.equals("size")) {
      number(event, field, RubyNumbers.toInteger(value), name.equals("code"));
    } else {
      TextParsers.add(event, field, value);
    }
  }

  private static void number(
      EventInWork event, FieldName field, BigInteger value, boolean zeroIsNil) {
    if (value.signum() == 0 && zeroIsNil) {
      TextParsers.addNil(event, field);
      return;
    }
    if (value.bitLength() >= Long.SIZE) {
      throw new FilterFailedException("a number of more than 64 bits");
    }
    ByteBuf values = event.values();
    int from = values.writerIndex();
    MessagePackWriter.signed(values, value.longValue());
    event.parsed().set(field, values.array(), from, values.writerIndex());
  }
}
