package dev.logproof.verify.source.athena;

import dev.logproof.verify.source.StoredObject;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Groups listed objects by Firehose's folders, {@code root/YYYY/MM/dd/HH/}; each root becomes a
 * table partitioned by hour.
 *
 * @param roots hours with objects; a root is empty or ends in a slash
 * @param outside number of objects elsewhere, which the tables do not cover
 * @param outsideExample key of one of them, or empty text
 */
record HourFolders(
    Map<String, Hours> roots, long bytes, long objects, long outside, String outsideExample) {
  static final HourFolders NONE = new HourFolders(Map.of(), 0, 0, 0, "");

  private static final Pattern HOUR =
      Pattern.compile("(|.*/)(\\d{4}/[01]\\d/[0-3]\\d/[0-2]\\d)/[^/]+");

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu/MM/dd/HH", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  /** First and last hour, as {@code YYYY/MM/dd/HH}. */
  record Hours(String first, String last) {
    private Hours and(Hours other) {
      return new Hours(
          first.compareTo(other.first) < 0 ? first : other.first,
          last.compareTo(other.last) > 0 ? last : other.last);
    }
  }

  static HourFolders of(List<StoredObject> objects) {
    Map<String, Hours> roots = new TreeMap<>();
    long bytes = 0;
    long outside = 0;
    String example = "";
    for (StoredObject object : objects) {
      Matcher matcher = HOUR.matcher(object.key());
      if (matcher.matches() && isProjected(matcher.group(2), object.lastModified())) {
        roots.merge(matcher.group(1), new Hours(matcher.group(2), matcher.group(2)), Hours::and);
        bytes += object.sizeBytes();
      } else {
        outside++;
        example = object.key();
      }
    }
    return new HourFolders(roots, bytes, objects.size() - outside, outside, example);
  }

  /** The table's partitions end one day after the object was written. */
  private static boolean isProjected(String hour, Instant written) {
    try {
      LocalDateTime start = LocalDateTime.parse(hour, FORMAT);
      LocalDateTime last = LocalDateTime.ofInstant(written, ZoneOffset.UTC).plusDays(1);
      return hour.compareTo(TableText.FIRST_HOUR) >= 0 && !start.isAfter(last);
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
