package dev.logproof.verify.source.athena;

import dev.logproof.objects.S3Location;
import dev.logproof.record.tracer.TracerText;
import dev.logproof.verify.check.ExpectedRun;
import dev.logproof.verify.source.athena.HourFolders.Hours;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Query that finds tracers by the scanner's rules. The result is small: per source, ranges of
 * sequence numbers with equal copies and lateness. Reads the data in a single pass, since Athena
 * charges for it. Stateless.
 */
final class TracerQuery {
  /** Values of the column {@code kind}. */
  static final String SEEN = "seen";

  static final String OTHER = "other";
  static final String CORRUPT = "corrupt";
  static final String TOOK = "took";

  /** Matches a whole tracer, whatever its checksum, or only the marker. */
  private static final String SHAPE =
      TracerText.MARKER + "(?:[a-z0-9-]{1,40}~[0-9]{1,18}~[0-9]{1,18}~[0-9]{1,18}~[0-9a-f]{8}~)?";

  private TracerQuery() {}

  /**
   * Parameters of the query.
   *
   * @param runs verified runs; tracers of others are only counted
   * @param since objects written earlier are skipped
   */
  record Search(Collection<ExpectedRun> runs, Instant since, long lateAfterMillis) {}

  static String of(String database, String bucket, Map<String, Hours> roots, Search search) {
    String marks =
        roots.entrySet().stream()
            .map(root -> marks(database, bucket, root.getKey(), root.getValue(), search))
            .collect(Collectors.joining("  UNION ALL\n"));
    return """
        WITH marks AS (
        %1$s),
        checked AS (
          SELECT text, written,
            split_part(text, '~', 3) AS run,
            COALESCE(
              TRY_CAST(split_part(text, '~', 4) AS bigint) <= %2$d
                AND crc32(to_utf8(substr(text, 1, length(text) - 9)))
                  = from_base(split_part(text, '~', 7), 16),
              false) AS intact
          FROM marks),
        sorted AS (
          SELECT text, written, run,
            CASE WHEN NOT intact THEN '%3$s' WHEN %6$s THEN '%4$s' ELSE '%5$s' END AS kind
          FROM checked),
        tracers AS (
          SELECT kind,
            IF(kind <> '%3$s', run) AS run,
            IF(kind = '%4$s', CAST(split_part(text, '~', 4) AS bigint)) AS source,
            IF(kind = '%4$s', CAST(split_part(text, '~', 5) AS bigint)) AS sequence,
            IF(kind = '%4$s',
              CAST(split_part(text, '~', 6) AS bigint) < (written - %7$d) * 1000) AS late,
            IF(kind = '%4$s', greatest(0, CAST(floor(
              (written * 1000 - CAST(split_part(text, '~', 6) AS bigint)) / 1e6) AS bigint))) AS took
          FROM sorted),
        grouped AS (
          SELECT kind, run, source, sequence, took, count(*) AS copies, bool_and(late) AS late,
            grouping(took) = 0 AS timed
          FROM tracers GROUP BY GROUPING SETS ((kind, run, source, sequence), (kind, took))),
        sightings AS (
          SELECT IF(timed, '%8$s', kind) AS kind, run, source,
            IF(timed, took, sequence) AS sequence, copies, IF(NOT timed, late) AS late
          FROM grouped WHERE NOT timed OR kind = '%4$s'),
        numbered AS (
          SELECT kind, run, source, sequence, copies, late,
            sequence - row_number() OVER (
              PARTITION BY kind, run, source, copies, late ORDER BY sequence) AS range_id
          FROM sightings)
        SELECT kind, run, source, min(sequence) AS first, max(sequence) AS last, copies, late
        FROM numbered GROUP BY kind, run, source, copies, late, range_id
        """
        .formatted(
            marks,
            Integer.MAX_VALUE,
            CORRUPT,
            SEEN,
            OTHER,
            search.runs().stream().map(TracerQuery::isOf).collect(Collectors.joining(" OR ")),
            search.lateAfterMillis(),
            TOOK);
  }

  /** Matches the send time too, because another run may have the same id. */
  private static String isOf(ExpectedRun run) {
    return String.format(
        Locale.ROOT,
        "(run = '%s' AND TRY_CAST(split_part(text, '~', 6) AS bigint) BETWEEN %d AND %d)",
        run.runId().replace("'", "''"),
        run.sent().fromMicros(),
        run.sent().toMicros());
  }

  private static String marks(
      String database, String bucket, String root, Hours hours, Search search) {
    return """
          SELECT text, CAST(floor(to_unixtime("$file_modified_time") * 1000) AS bigint) AS written
          FROM %1$s.%2$s CROSS JOIN UNNEST(regexp_extract_all(line, '%3$s')) AS found (text)
          WHERE hour BETWEEN '%4$s' AND '%5$s'
            AND "$file_modified_time" >= from_unixtime(%6$d)
        """
        .formatted(
            database,
            TableText.name(new S3Location(bucket, root)),
            SHAPE,
            hours.first(),
            hours.last(),
            search.since().getEpochSecond());
  }
}
