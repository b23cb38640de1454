package dev.logproof.aggregator.filter;

import dev.logproof.aggregator.config.FilterConfig;
import dev.logproof.aggregator.transcode.MessagePackCursor;
import dev.logproof.aggregator.transcode.TextSpan;
import io.netty.buffer.ByteBuf;
import java.util.List;

/** {@code @type grep}: drops events by the text of fields. Confined to one event loop. */
final class GrepEvents implements EventFilter {
  private final List<Condition> all;
  private final List<Condition> any;
  private final List<Condition> notAll;
  private final List<Condition> notAny;

  /** A condition on one field. */
  private record Condition(FieldLookup field, TextTest test) {}

  GrepEvents(FilterConfig.Grep config) {
    this.all = conditions(config.keep().all());
    this.any = conditions(config.keep().any());
    this.notAll = conditions(config.drop().all());
    this.notAny = conditions(config.drop().any());
  }

  private static List<Condition> conditions(List<FilterConfig.Condition> configs) {
    return configs.stream()
        .map(
            each -> new Condition(new FieldLookup(each.key(), false), new TextTest(each.pattern())))
        .toList();
  }

  /** As in Fluentd, an event whose condition cannot be evaluated stays. */
  @Override
  public boolean apply(EventInWork event) {
    try {
      return isKept(event);
    } catch (FilterFailedException e) {
      return true;
    }
  }

  private boolean isKept(EventInWork event) {
    for (Condition condition : all) {
      if (!matches(condition, event)) {
        return false;
      }
    }
    if (!any.isEmpty() && !matchesAny(any, event)) {
      return false;
    }
    if (!notAll.isEmpty() && matchesAll(notAll, event)) {
      return false;
    }
    return !matchesAny(notAny, event);
  }

  private boolean matchesAny(List<Condition> conditions, EventInWork event) {
    for (Condition condition : conditions) {
      if (matches(condition, event)) {
        return true;
      }
    }
    return false;
  }

  private boolean matchesAll(List<Condition> conditions, EventInWork event) {
    for (Condition condition : conditions) {
      if (!matches(condition, event)) {
        return false;
      }
    }
    return true;
  }

  private boolean matches(Condition condition, EventInWork event) {
    ValueRef value = event.found();
    condition.field().find(event, value);
    long span = TextSpan.at(value.source(), value.from());
    if (span >= 0) {
      return condition.test().matches(value.source(), TextSpan.start(span), TextSpan.end(span));
    }
    MessagePackCursor cursor = event.cursor();
    cursor.reset(value.source(), value.from(), value.end());
    MessagePackCursor.Kind kind = cursor.next();
    if (kind == MessagePackCursor.Kind.STR || kind == MessagePackCursor.Kind.BIN) {
      int text = cursor.takePayload();
      return condition.test().matches(value.source(), text, cursor.position());
    }
    ByteBuf text = event.takeText();
    try {
      event.rubyText().append(value.source(), value.from(), value.end(), text);
      return condition.test().matches(text.array(), 0, text.writerIndex());
    } finally {
      event.giveText(text);
    }
  }
}
