package dev.logproof.verify.source.athena;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.objects.S3Location;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * DDL for Athena: a database and a one-column table per folder that Firehose fills. Hourly
 * partitions are projected (Athena guide, "Amazon Data Firehose example" of partition projection),
 * so they need no updates. Stateless.
 */
final class TableText {
  /** Accepted by Athena without quotes, within its length limit. */
  static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,100}");

  /** Earlier hours are not read. */
  static final String FIRST_HOUR = "2015/10/07/00";

  private static final int NAME_DIGITS = 16;

  private TableText() {}

  /** Part of the table name, so that a table of an older definition is not used. */
  private static final String DEFINITION = "2:";

  static String name(S3Location folder) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest((DEFINITION + folder).getBytes(UTF_8));
      return "lines_" + HexFormat.of().formatHex(digest).substring(0, NAME_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * Line feed is also the field separator, so the whole line goes into the one column. Hours extend
   * one day past now, because folders may be in a time zone ahead of UTC.
   */
  static List<String> statements(String database, S3Location folder) {
    return List.of(
        "CREATE DATABASE IF NOT EXISTS " + database,
        """
        CREATE EXTERNAL TABLE IF NOT EXISTS %1$s.%2$s (line string)
        COMMENT 'Lines as Firehose delivered them, for verify tracers'
        PARTITIONED BY (hour string)
        ROW FORMAT DELIMITED FIELDS TERMINATED BY '\\n' LINES TERMINATED BY '\\n'
        LOCATION '%3$s'
        TBLPROPERTIES (
          'projection.enabled' = 'true',
          'projection.hour.type' = 'date',
          'projection.hour.format' = 'yyyy/MM/dd/HH',
          'projection.hour.range' = '%4$s,NOW+1DAY',
          'projection.hour.interval' = '1',
          'projection.hour.interval.unit' = 'HOURS',
          'storage.location.template' = '%3$s${hour}/')
        """
            .formatted(database, name(folder), escaped(folder.toString()), FIRST_HOUR));
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("'", "\\'");
  }
}
