package dev.logproof.aggregator.config;

import dev.logproof.aggregator.config.ChunkKeys.FieldKey;
import dev.logproof.aggregator.config.ChunkKeys.TimeKey;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the chunk keys of {@code <buffer>} and what depends on them. Stateless. */
final class ChunkKeySettings {
  private static final long MAX_TIMEKEY_SECONDS = 366L * 86_400;
  private static final long DEFAULT_WAIT_MILLIS = 600_000;
  private static final long DAY_MILLIS = 86_400_000;
  private static final int MAX_FIELDS = 16;
  private static final String NO_TIME = "the chunk keys have no time";

  private ChunkKeySettings() {}

  /**
   * Reads {@code keys}, the argument of the section.
   *
   * @param timekeySeconds default of timekey; 0 if it must be written
   */
  static ChunkKeys read(SectionReader reader, String keys, long timekeySeconds) {
    boolean tag = false;
    boolean time = false;
    List<FieldKey> fields = new ArrayList<>();
    for (String key : split(keys)) {
      if (key.equals("tag")) {
        tag = true;
      } else if (key.equals("time")) {
        time = true;
      } else {
        field(reader, key).ifPresent(fields::add);
      }
    }
    if (fields.size() > MAX_FIELDS) {
      reader.report(Remedy.CORRECT, "expected at most " + MAX_FIELDS + " fields as chunk keys");
    }
    return new ChunkKeys(tag, time ? timeKey(reader, timekeySeconds) : noTimeKey(reader), fields);
  }

  /** As in Fluentd, commas separate keys; a list may also be written as an array. */
  private static List<String> split(String keys) {
    String list = keys.strip();
    boolean array = list.startsWith("[") && list.endsWith("]");
    List<String> split = new ArrayList<>();
    for (String each : (array ? list.substring(1, list.length() - 1) : list).split(",", -1)) {
      String key = each.strip();
      boolean quoted = array && key.length() > 1 && key.startsWith("\"") && key.endsWith("\"");
      if (!key.isEmpty()) {
        split.add(quoted ? key.substring(1, key.length() - 1) : key);
      }
    }
    return split;
  }

  private static Optional<FieldKey> field(SectionReader reader, String key) {
    try {
      return Optional.of(FieldKey.parse(key));
    } catch (IllegalArgumentException e) {
      reader.report(Remedy.CORRECT, "the chunk key is '" + key + "': " + e.getMessage());
      return Optional.empty();
    }
  }

  private static TimeKey noTimeKey(SectionReader reader) {
    for (String name : List.of("timekey", "timekey_wait", "timekey_use_utc", "timekey_zone")) {
      reader.explain(name, NO_TIME);
    }
    return TimeKey.NONE;
  }

  private static TimeKey timeKey(SectionReader reader, long byDefault) {
    long seconds =
        byDefault == 0
            ? reader.required("timekey", 60L, ChunkKeySettings::seconds)
            : reader.value("timekey", byDefault, ChunkKeySettings::seconds, text -> text + " s");
    long waitMillis = reader.millis("timekey_wait", DEFAULT_WAIT_MILLIS, 0, DAY_MILLIS);
    boolean utc = reader.flag("timekey_use_utc", false);
    ZoneId zone =
        reader
            .optional("timekey_zone", "the zone of the process", ChunkKeySettings::zone)
            .orElse(ZoneId.systemDefault());
    return new TimeKey(seconds, waitMillis, utc ? ZoneOffset.UTC : zone);
  }

  private static long seconds(String text) {
    long millis = Values.millis(text);
    if (millis < 1_000 || millis % 1_000 != 0 || millis / 1_000 > MAX_TIMEKEY_SECONDS) {
      throw new IllegalArgumentException("expected whole seconds, from 1s to 366d");
    }
    return millis / 1_000;
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("expected a zone such as +0900 or Asia/Tokyo", e);
    }
  }

  /** As in Fluentd, {@code default} is lazy with a time key. */
  static FlushMode flushMode(SectionReader reader, ChunkKeys keys) {
    Map<String, FlushMode> modes = new LinkedHashMap<>();
    modes.put("interval", FlushMode.INTERVAL);
    modes.put("lazy", FlushMode.LAZY);
    modes.put("immediate", FlushMode.IMMEDIATE);
    FlushMode byDefault = keys.time().isNone() ? FlushMode.INTERVAL : FlushMode.LAZY;
    if (reader.written("flush_mode").filter("default"::equals).isPresent()) {
      modes.put("default", byDefault);
    }
    return reader.choice("flush_mode", byDefault, modes);
  }
}
