package dev.logproof.localaws.delivery;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;

/**
 * Builds Firehose's object names in UTC from the oldest record's time (developer guide, "Amazon S3
 * object name format").
 */
public final class ObjectKeys {
  private static final DateTimeFormatter FOLDER = utc("yyyy/MM/dd/HH/");
  private static final DateTimeFormatter SUFFIX = utc("yyyy-MM-dd-HH-mm-ss");

  private ObjectKeys() {}

  private static DateTimeFormatter utc(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }

  /** Returns the key of an object. */
  public static String key(
      String prefix,
      String stream,
      int version,
      Instant oldest,
      UUID random,
      String fileExtension) {
    return prefix
        + FOLDER.format(oldest)
        + stream
        + "-"
        + version
        + "-"
        + SUFFIX.format(oldest)
        + "-"
        + random
        + fileExtension;
  }
}
