package dev.logproof.aggregator.filter;

import dev.logproof.aggregator.config.FilterConfig;
import io.netty.buffer.ByteBuf;
import java.util.function.Consumer;

/**
 * {@code @type parser}: replaces the record by what it reads from the text of a field, or adds it.
 * Confined to one event loop.
 */
final class ParseField implements EventFilter {
  private final FilterConfig.Parse config;
  private final FieldLookup key;
  private final FieldRemoval keyRemoval;
  private final TextParser parser;
  private final FieldRules rules;
  private final byte[] prefix;
  private final FieldName hashField;
  private final Consumer<String> copyToErrors;

  /**
   * Creates the filter.
   *
   * @param copyToErrors sends a copy of the event to {@code <label @ERROR>}
   */
  ParseField(FilterConfig.Parse config, Consumer<String> copyToErrors) {
    this.config = config;
    this.key = new FieldLookup(config.key(), false);
    this.keyRemoval = new FieldRemoval(config.key());
    this.parser = TextParsers.of(config);
    this.rules = new FieldRules(config.parser().rules(), TextParsers.fixedTimes(config));
    this.prefix = FieldName.of(config.keyPrefix()).text();
    this.hashField = FieldName.of(config.hashField());
    this.copyToErrors = copyToErrors;
  }

  /** The filter: without errors for {@code <label @ERROR>}, it drops events on which it fails. */
  static EventFilter of(FilterConfig.Parse config, Consumer<String> copyToErrors) {
    ParseField parse = new ParseField(config, copyToErrors);
    return config.errorsToLabel() ? parse : parse::passes;
  }

  private boolean passes(EventInWork event) {
    try {
      return apply(event);
    } catch (FilterFailedException e) {
      return false;
    }
  }

  @Override
  public boolean apply(EventInWork event) {
    ValueRef raw = event.found();
    event.parsed().clear();
    key.find(event, raw);
    if (raw.isNil()) {
      return invalid("the field " + config.key() + " does not exist", event);
    }
    if (!parser.parse(event, raw)) {
      return invalid("the text of " + config.key() + " does not match", event);
    }
    rules.apply(event, config.reserveTime());
    if (config.removeKey()) {
      keyRemoval.apply(event);
    }
    merge(event);
    return true;
  }

  /** With {@code reserve_data}, the event goes on, and a copy to {@code <label @ERROR>}. */
  private boolean invalid(String reason, EventInWork event) {
    if (!config.reserveData()) {
      if (config.errorsToLabel()) {
        throw new FilterFailedException(reason);
      }
      return false;
    }
    if (config.errorsToLabel()) {
      copyToErrors.accept(reason);
    }
    event.parsed().clear();
    merge(event);
    return true;
  }

  private void merge(EventInWork event) {
    EventRecord parsed = event.parsed();
    if (prefix.length > 0) {
      addPrefix(event);
    }
    if (!config.reserveData()) {
      event.record().clear();
    }
    if (!config.hashField().isEmpty()) {
      int from = event.values().writerIndex();
      parsed.write(event.values());
      event.setWritten(hashField, from);
      return;
    }
    for (int field = 0; field < parsed.size(); field++) {
      event.record().setFrom(parsed, field);
    }
  }

  private void addPrefix(EventInWork event) {
    EventRecord parsed = event.parsed();
    for (int field = 0; field < parsed.size(); field++) {
      if (parsed.keyTextStart(field) < 0) {
        continue;
      }
      ByteBuf values = event.values();
      int from = values.writerIndex();
      int length = parsed.keyEnd(field) - parsed.keyTextStart(field);
      Packing.strHeader(values, prefix.length + length);
      int text = values.writerIndex();
      values.writeBytes(prefix);
      values.writeBytes(parsed.keySource(field), parsed.keyTextStart(field), length);
      parsed.rename(field, values.array(), from, text, values.writerIndex());
    }
  }
}
