package dev.logproof.aggregator.config;

import dev.logproof.aggregator.naming.NameTemplate;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Chunk keys: the values that all events of a chunk share, {@code <buffer tag,time,KEY>}. */
public record ChunkKeys(boolean tag, TimeKey time, List<FieldKey> fields) {
  /** Events of any kind share chunks. */
  public static final ChunkKeys NONE = new ChunkKeys(false, TimeKey.NONE, List.of());

  /** Copies the list. */
  public ChunkKeys {
    fields = List.copyOf(fields);
  }

  /** Returns whether events of any kind share chunks. */
  public boolean isNone() {
    return equals(NONE);
  }

  /** Returns the placeholders that names may have. */
  public NameTemplate.Keys names() {
    return new NameTemplate.Keys(
        tag,
        !time.isNone(),
        time.zone(),
        fields.stream().map(FieldKey::written).collect(Collectors.toUnmodifiableSet()));
  }

  /**
   * A time slice.
   *
   * @param seconds length of a slice; 0 for none
   * @param waitMillis wait for late events after the end of a slice
   */
  public record TimeKey(long seconds, long waitMillis, ZoneId zone) {
    /** No slices. */
    public static final TimeKey NONE = new TimeKey(0, 0, ZoneOffset.UTC);

    /** Returns whether there are no slices. */
    public boolean isNone() {
      return seconds == 0;
    }

    /** Returns the start of the slice that contains a time. */
    public long sliceOf(long epochSeconds) {
      if (seconds == 0) {
        return 0;
      }
      long offset =
          zone.getRules().getOffset(Instant.ofEpochSecond(epochSeconds)).getTotalSeconds();
      return epochSeconds - Math.floorMod(epochSeconds + offset, seconds);
    }
  }

  /**
   * A field of the record.
   *
   * @param written {@code KEY}, {@code $.a.b} or {@code $['a']['b']}
   */
  public record FieldKey(String written, List<String> path) {
    private static final Pattern NAME = Pattern.compile("[\\w.@-]+");
    private static final Pattern STEP =
        Pattern.compile("\\.([\\w@-]+)|\\[(?:'([^']+)'|\"([^\"]+)\")\\]");
    private static final Set<String> RESERVED = Set.of("tag", "time");

    /** Copies the list. */
    public FieldKey {
      path = List.copyOf(path);
    }

    static FieldKey parse(String text) {
      if (!text.startsWith("$")) {
        if (!NAME.matcher(text).matches() || RESERVED.contains(text)) {
          throw new IllegalArgumentException("expected a field such as KEY or $.a.b");
        }
        return new FieldKey(text, List.of(text));
      }
      List<String> path = new ArrayList<>();
      Matcher step = STEP.matcher(text);
      int at = 1;
      while (at < text.length()) {
        if (!step.find(at) || step.start() != at) {
          throw new IllegalArgumentException("expected a field such as $.a.b or $['a']['b']");
        }
        path.add(
            step.group(1) != null
                ? step.group(1)
                : step.group(2) != null ? step.group(2) : step.group(3));
        at = step.end();
      }
      if (path.isEmpty()) {
        throw new IllegalArgumentException("expected a field such as $.a.b");
      }
      return new FieldKey(text, path);
    }
  }
}
