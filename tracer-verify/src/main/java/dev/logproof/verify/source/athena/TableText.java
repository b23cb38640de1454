package dev.logproof.verify.source.athena;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.objects.S3Location;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What has to be there before Athena can look: a database, and for each folder that Firehose fills
 * a table of one column, the line as it stands, whose partitions are projected on the hours
 * (Athena's guide, "Amazon Data Firehose example" of partition projection). So nothing has to be
 * kept up to date when an hour begins. Names follow from the place; whatever else a database holds
 * is left alone. Stateless.
 */
final class TableText {
  /** Athena's own rule for names that need no quotes, and no more than it takes. */
  static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,100}");

  /** No hour before this one is looked at. */
  static final String FIRST_HOUR = "2015/10/07/00";

  private static final int NAME_DIGITS = 16;

  private TableText() {}

  /**
   * Goes into the names of tables, so that a table of an earlier definition is not taken for one.
   */
  private static final String DEFINITION = "2:";

  /** The table for the hours in {@code folder}. */
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
   * The statements that make database and table if they are absent. Lines are ended by line feeds
   * and so hold none: as the separator of fields it leaves the whole line in the one column. A
   * folder's hour may be of a time zone ahead of UTC.
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
