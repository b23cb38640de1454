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
   * {@code @type grep}: drops events.
   *
   * @param all all must match
   * @param any one must match, if there is any
   * @param notAll drop the event when all match, if there is any
   * @param notAny drop the event when one matches
   */
  record Grep(
      String id,
      List<Condition> all,
      List<Condition> any,
      List<Condition> notAll,
      List<Condition> notAny)
      implements FilterConfig {
    /** Copies the lists. */
    public Grep {
      all = List.copyOf(all);
      any = List.copyOf(any);
      notAll = List.copyOf(notAll);
      notAny = List.copyOf(notAny);
    }
  }

  /** A field to set. */
  record RecordField(Expression name, RecordValue value) {}

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
      List<RecordField> fields,
      boolean renewRecord,
      List<String> keepKeys,
      String renewTimeKey,
      List<FieldPath> removeKeys)
      implements FilterConfig {
    /** Copies the lists. */
    public Transform {
      fields = List.copyOf(fields);
      keepKeys = List.copyOf(keepKeys);
      removeKeys = List.copyOf(removeKeys);
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
      String id,
      List<RecordField> fields,
      List<FieldPath> removeKeys,
      List<String> onlyKeys,
      List<Replacement> replacements)
      implements FilterConfig {
    /** Copies the lists. */
    public Modify {
      fields = List.copyOf(fields);
      removeKeys = List.copyOf(removeKeys);
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
