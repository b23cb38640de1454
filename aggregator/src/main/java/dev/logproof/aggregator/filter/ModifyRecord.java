package dev.logproof.aggregator.filter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.aggregator.config.FilterConfig;
import dev.logproof.aggregator.ruby.Expression;
import dev.logproof.aggregator.transcode.MessagePackCursor;
import dev.logproof.forward.msgpack.MessagePackWriter;
import java.util.List;
import java.util.regex.Matcher;

/**
 * {@code @type record_modifier}: sets fields one after the other, so that a value sees the fields
 * set before. Confined to one event loop.
 */
final class ModifyRecord implements EventFilter {
  private final List<FieldName> names;
  private final List<FieldValue> values;
  private final List<FieldRemoval> removals;
  private final List<byte[]> onlyKeys;
  private final List<Replacement> replacements;

  /** Replaces what matches in the text of a field. */
  private record Replacement(FieldName key, Matcher matcher, String text) {}

  ModifyRecord(FilterConfig.Modify config, TagParts tag) {
    this.names =
        config.changes().set().stream()
            .map(each -> FieldName.of(((Expression.Text) each.name()).text()))
            .toList();
    this.values =
        config.changes().set().stream().map(each -> FieldValues.of(each.value(), tag)).toList();
    this.removals = config.changes().remove().stream().map(FieldRemoval::new).toList();
    this.onlyKeys = config.onlyKeys().stream().map(key -> FieldName.of(key).text()).toList();
    this.replacements =
        config.replacements().stream()
            .map(
                each ->
                    new Replacement(
                        FieldName.of(each.key()),
                        each.expression().pattern().matcher(""),
                        each.text()))
            .toList();
  }

  @Override
  public boolean apply(EventInWork event) {
    EventRecord record = event.record();
    ValueRef result = event.found();
    for (int i = 0; i < values.size(); i++) {
      values.get(i).resolve(event, result);
      record.set(names.get(i), result.source(), result.from(), result.end());
    }
    for (FieldRemoval removal : removals) {
      removal.apply(event);
    }
    if (!onlyKeys.isEmpty()) {
      keepOnly(event);
    }
    for (Replacement replacement : replacements) {
      replace(replacement, event);
    }
    return true;
  }

  private void keepOnly(EventInWork event) {
    EventRecord kept = event.parsed();
    kept.clear();
    for (byte[] key : onlyKeys) {
      int field = event.record().find(key);
      if (field >= 0) {
        kept.setFrom(event.record(), field);
      }
    }
    event.record().become(kept);
  }

  private void replace(Replacement replacement, EventInWork event) {
    EventRecord record = event.record();
    int field = record.find(replacement.key().text());
    if (field < 0) {
      return;
    }
    MessagePackCursor cursor = event.cursor();
    cursor.reset(record.valueSource(field), record.valueStart(field), record.valueEnd(field));
    MessagePackCursor.Kind kind = cursor.next();
    if (kind == MessagePackCursor.Kind.NIL) {
      return;
    }
    if (kind != MessagePackCursor.Kind.STR && kind != MessagePackCursor.Kind.BIN) {
      throw new FilterFailedException("the field of <replace> is no text");
    }
    int from = cursor.takePayload();
    String text = new String(cursor.bytes(), from, cursor.position() - from, UTF_8);
    String replaced = replacement.matcher().reset(text).replaceAll(replacement.text());
    int start = event.values().writerIndex();
    MessagePackWriter.str(event.values(), replaced);
    event.setWritten(replacement.key(), start);
  }
}
