package dev.logproof.aggregator.filter;

import dev.logproof.aggregator.config.FilterConfig;
import dev.logproof.aggregator.ruby.Expression;
import java.util.List;

/**
 * {@code @type record_transformer}: computes all values from the record as it came, then sets them.
 * Confined to one event loop.
 */
final class TransformRecord implements EventFilter {
  private final List<FieldValue> names;
  private final List<FieldValue> values;
  private final ValueRef[] results;
  private final FieldName[] resolvedNames;
  private final boolean constantNames;
  private final ConstantFields constants;
  private final boolean renewRecord;
  private final List<byte[]> keepKeys;
  private final List<FieldRemoval> removals;
  private final String renewTimeKey;
  private final byte[] timeField;

  TransformRecord(FilterConfig.Transform config, TagParts tag) {
    List<FilterConfig.RecordField> fields = config.changes().set();
    this.names = fields.stream().map(each -> FieldValues.of(each.name(), tag)).toList();
    this.values = fields.stream().map(each -> FieldValues.of(each.value(), tag)).toList();
    this.results = new ValueRef[values.size()];
    this.resolvedNames = new FieldName[values.size()];
    this.constantNames = fields.stream().allMatch(each -> each.name() instanceof Expression.Text);
    for (int i = 0; i < results.length; i++) {
      results[i] = new ValueRef();
      resolvedNames[i] =
          constantNames
              ? FieldName.of(((Expression.Text) fields.get(i).name()).text())
              : FieldName.of("");
    }
    this.constants = constants();
    this.renewRecord = config.renewRecord();
    this.keepKeys = config.keepKeys().stream().map(key -> FieldName.of(key).text()).toList();
    this.removals = config.changes().remove().stream().map(FieldRemoval::new).toList();
    this.renewTimeKey = config.renewTimeKey();
    this.timeField = FieldName.of(renewTimeKey).text();
  }

  private ConstantFields constants() {
    List<byte[]> packed = values.stream().flatMap(each -> each.constant().stream()).toList();
    return constantNames && packed.size() == values.size()
        ? new ConstantFields(List.of(resolvedNames), packed)
        : ConstantFields.NONE;
  }

  @Override
  public boolean apply(EventInWork event) {
    if (constants.isEmpty()) {
      resolve(event);
    }
    edit(event);
    if (!renewTimeKey.isEmpty()) {
      renewTime(event);
    }
    for (FieldRemoval removal : removals) {
      removal.apply(event);
    }
    return true;
  }

  private void resolve(EventInWork event) {
    for (int i = 0; i < results.length; i++) {
      values.get(i).resolve(event, results[i]);
      if (!constantNames) {
        resolvedNames[i] = FieldName.of(event.textOf(names.get(i)));
      }
    }
  }

  private void edit(EventInWork event) {
    EventRecord record = event.record();
    if (renewRecord) {
      keep(event);
    }
    if (!constants.isEmpty()) {
      constants.set(record);
      return;
    }
    for (int i = 0; i < results.length; i++) {
      ValueRef value = results[i];
      record.set(resolvedNames[i], value.source(), value.from(), value.end());
      value.setNil();
    }
  }

  private void keep(EventInWork event) {
    EventRecord kept = event.parsed();
    kept.clear();
    for (byte[] key : keepKeys) {
      int field = event.record().find(key);
      if (field >= 0) {
        kept.setFrom(event.record(), field);
      }
    }
    event.record().become(kept);
  }

  /** The value must be a number of seconds, as a number or a text. */
  private void renewTime(EventInWork event) {
    EventRecord record = event.record();
    int field = record.find(timeField);
    if (field >= 0) {
      event.time(
          RubyNumbers.time(
              record.valueSource(field), record.valueStart(field), record.valueEnd(field)));
    }
  }
}
