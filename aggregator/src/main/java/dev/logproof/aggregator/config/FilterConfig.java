package dev.logproof.aggregator.config;

import dev.logproof.aggregator.ruby.Expression;
import dev.logproof.aggregator.ruby.FieldPath;
import dev.logproof.aggregator.ruby.RubyRegexp;
import java.util.List;

/** Settings of one {@code <filter>}. */
public sealed interface FilterConfig {
  /** Returns {@code @id}, or a generated name; unique in a configuration. */
  String id();

  /** A condition on the text of a field; a missing field is an empty text. */
  record Condition(FieldPath key, RubyRegexp pattern) {
    @Override
    public String toString() {
      return key + " " + pattern;
    }
  }

  /**
   * Conditions of one {@code @type grep} that keep events, or that drop them.
   *
   * @param all the conditions that hold together
   * @param any the conditions of which one is enough
   */
  record Conditions(List<Condition> all, List<Condition> any) {
    /** Copies the lists. */
    public Conditions {
      all = List.copyOf(all);
      any = List.copyOf(any);
    }
  }

  /**
   * {@code @type grep}: drops events.
   *
   * @param keep all of its {@code all} must match, and one of its {@code any}, if there is any
   * @param drop drops the event when all of its {@code all} match, if there is any, or one of its
   *     {@code any}
   */
  record Grep(String id, Conditions keep, Conditions drop) implements FilterConfig {}

  /** A field to set. */
  record RecordField(Expression name, RecordValue value) {}

  /** Fields that a filter sets, and then the fields that it removes. */
  record FieldChanges(List<RecordField> set, List<FieldPath> remove) {
    /** Copies the lists. */
    public FieldChanges {
      set = List.copyOf(set);
      remove = List.copyOf(remove);
    }
  }

  /** A value to set. */
  sealed interface RecordValue {}

  /** A single value. */
  record Scalar(Expression value) implements RecordValue {}

  /** A map. */
  record Members(List<RecordField> members) implements RecordValue {
    /** Copies the list. */
    public Members {
      members = List.copyOf(members);
    }
  }

  /** An array. */
  record Elements(List<RecordValue> elements) implements RecordValue {
    /** Copies the list. */
    public Elements {
      elements = List.copyOf(elements);
    }
  }

  /**
   * {@code @type record_transformer}: every value is computed from the record as it came.
   *
   * @param keepKeys kept in spite of {@code renewRecord}
   * @param renewTimeKey "" to keep the time
   */
  record Transform(
      String id,
      FieldChanges changes,
      boolean renewRecord,
      List<String> keepKeys,
      String renewTimeKey)
      implements FilterConfig {
    /** Copies the list. */
    public Transform {
      keepKeys = List.copyOf(keepKeys);
    }
  }

  /** A replacement in the text of a field. */
  record Replacement(String key, RubyRegexp expression, String text) {}

  /**
   * {@code @type record_modifier}: fields are set one after the other.
   *
   * @param onlyKeys the only fields that stay; empty for all
   */
  record Modify(
      String id, FieldChanges changes, List<String> onlyKeys, List<Replacement> replacements)
      implements FilterConfig {
    /** Copies the lists. */
    public Modify {
      onlyKeys = List.copyOf(onlyKeys);
      replacements = List.copyOf(replacements);
    }
  }

  /**
   * {@code @type parser}: reads the text of a field.
   *
   * @param keyPrefix put in front of the names of parsed fields
   * @param hashField field that takes all parsed fields as a map; "" for none
   */
  record Parse(
      String id,
      FieldPath key,
      boolean reserveData,
      boolean reserveTime,
      boolean removeKey,
      String keyPrefix,
      String hashField,
      boolean replaceInvalid,
      boolean errorsToLabel,
      ParserConfig parser)
      implements FilterConfig {}

  /**
   * {@code @type stdout}: prints events and passes them on.
   *
   * @param withTimeAndTag whether they stand in front of the JSON
   */
  record Print(String id, boolean withTimeAndTag) implements FilterConfig {}
}
