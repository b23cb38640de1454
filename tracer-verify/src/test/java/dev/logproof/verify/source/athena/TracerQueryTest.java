package dev.logproof.verify.source.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.logproof.objects.S3Location;
import dev.logproof.verify.check.ExpectedRun;
import dev.logproof.verify.source.StoredObject;
import dev.logproof.verify.source.athena.HourFolders.Hours;
import io.trino.sql.parser.SqlParser;
import io.trino.sql.tree.Query;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Parses the SQL with the grammar of the engine that runs it. */
class TracerQueryTest {
  private static final Instant SINCE = Instant.parse("2026-01-31T12:00:00Z");

  private static ExpectedRun run(String id) {
    return new ExpectedRun(
        id, List.of(), ExpectedRun.Firmness.NONE, new ExpectedRun.SentWindow(5, 9));
  }

  @Test
  void createsTableOfWholeLinesUpToOneDayAhead() {
    String table = TableText.statements("logs", new S3Location("bucket", "backend/")).get(1);
    assertThat(table)
        .contains("FIELDS TERMINATED BY '\\n' LINES TERMINATED BY '\\n'")
        .contains("'projection.hour.range' = '2015/10/07/00,NOW+1DAY'");
  }

  private static String query(Map<String, Hours> roots) {
    return TracerQuery.of(
        "logs",
        "bucket",
        new TreeMap<>(roots),
        new TracerQuery.Search(List.of(run("run-1"), run("it's")), SINCE, 900_000));
  }

  @Test
  void buildsQueryThatParses() {
    String sql =
        query(
            Map.of(
                "backend/", new Hours("2026/01/31/12", "2026/01/31/13"),
                "frontend/", new Hours("2026/01/31/12", "2026/01/31/12")));
    assertThat(new SqlParser().createStatement(sql)).isInstanceOf(Query.class);
    assertThat(sql)
        .contains(
            "(run = 'run-1' AND TRY_CAST(split_part(text, '~', 6) AS bigint) BETWEEN 5 AND 9)"
                + " OR (run = 'it''s' AND ")
        .contains("hour BETWEEN '2026/01/31/12' AND '2026/01/31/13'")
        .contains("from_unixtime(" + SINCE.getEpochSecond() + ")")
        .contains("(written - 900000) * 1000");
  }

  @Test
  void readsEveryFolderOnce() {
    Hours hour = new Hours("2026/01/31/12", "2026/01/31/12");
    String sql = query(Map.of("a/", hour, "b/", hour));
    for (String root : List.of("a/", "b/")) {
      String table = "logs." + TableText.name(new S3Location("bucket", root));
      assertThat(sql.split(table, -1)).as(table).hasSize(2);
    }
  }

  @Test
  void groupsObjectsByHourAndCountsOthers() {
    HourFolders folders =
        HourFolders.of(
            List.of(
                object("backend/2026/01/31/13/x.gz", 5),
                object("backend/2026/01/31/09/y", 7),
                object("2026/01/31/10/z.gz", 1),
                object("backend/2026/01/31/z.gz", 100),
                object("journals/run/sent.jsonl", 100)));
    assertThat(folders.roots())
        .isEqualTo(
            Map.of(
                "backend/", new Hours("2026/01/31/09", "2026/01/31/13"),
                "", new Hours("2026/01/31/10", "2026/01/31/10")));
    assertThat(folders.bytes()).isEqualTo(13);
    assertThat(folders.objects()).isEqualTo(3);
    assertThat(folders.outside()).isEqualTo(2);
    assertThat(folders.outsideExample()).isEqualTo("journals/run/sent.jsonl");
  }

  private static StoredObject object(String key, long bytes) {
    return new StoredObject(key, "v", bytes, SINCE);
  }

  @Test
  void pricesQueryByBytesWithTenMegabyteMinimum() {
    ScanPrice price = new ScanPrice(5);
    assertThat(price.dollars(1)).isEqualTo(0.00005);
    assertThat(price.dollars(1_000_000_000_000L)).isEqualTo(5);
    assertThat(price.dollars(10_000_001)).isCloseTo(0.000055, within(1e-12));
    assertThat(price.of(20_000_000)).isEqualTo("20.0 MB for $0.00010");
  }
}
