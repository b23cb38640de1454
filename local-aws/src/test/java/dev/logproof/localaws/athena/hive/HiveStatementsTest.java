package dev.logproof.localaws.athena.hive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logproof.localaws.athena.hive.HiveStatements.StatementKind;
import dev.logproof.localaws.athena.hive.HiveStatements.Translation;
import io.trino.sql.parser.SqlParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Trino's own parser parses every translation. */
class HiveStatementsTest {
  private final SqlParser trino = new SqlParser();

  private String translated(String sql) {
    String result = HiveStatements.translate(sql, "default").sql();
    trino.createStatement(result);
    return result;
  }

  @Test
  void translatesTableWithHourProjection() {
    assertThat(
            translated(
                """
                CREATE EXTERNAL TABLE IF NOT EXISTS `logs`.lines_1 (
                  line string COMMENT 'it''s as it stands') -- one column
                COMMENT 'Lines'
                PARTITIONED BY (hour string)
                ROW FORMAT DELIMITED FIELDS TERMINATED BY '\\001' LINES TERMINATED BY '\\n'
                LOCATION 's3://bucket/backend/'
                TBLPROPERTIES (
                  'projection.enabled' = 'true',
                  'projection.hour.type' = 'date',
                  'projection.hour.format' = 'yyyy/MM/dd/HH',
                  'projection.hour.range' = '2015/10/07/00,NOW',
                  'projection.hour.interval' = '1',
                  'projection.hour.interval.unit' = 'HOURS',
                  'storage.location.template' = 's3://bucket/backend/${hour}/');
                """))
        .isEqualTo(
            """
            CREATE TABLE IF NOT EXISTS "logs"."lines_1" (
              "line" varchar COMMENT 'it''s as it stands',
              "hour" varchar WITH (partition_projection_format = 'yyyy/MM/dd/HH',\
             partition_projection_interval = 1, partition_projection_interval_unit = 'HOURS',\
             partition_projection_range = ARRAY['2015/10/07/00', 'NOW'],\
             partition_projection_type = 'DATE'))
            COMMENT 'Lines'
            WITH (
              format = 'TEXTFILE',
              external_location = 's3://bucket/backend/',
              partitioned_by = ARRAY['hour'],
              textfile_field_separator = U&'\\+000001',
              partition_projection_enabled = true,
              partition_projection_location_template = 's3://bucket/backend/${hour}/')""");
  }

  @Test
  void translatesSerdesAndNestedTypes() {
    assertThat(
            translated(
                """
                create external table events (
                  id bigint, tags array<string>, seen map<string,int>,
                  who struct<name:string,age:int>, price decimal(10, 2))
                row format serde 'org.openx.data.jsonserde.JsonSerDe'
                with serdeproperties ('ignore.malformed.json' = 'true')
                stored as inputformat 'a' outputformat 'b'
                location "s3://bucket/events/"
                tblproperties ('skip.header.line.count'='1')"""))
        .contains(
            "\"tags\" array(varchar)",
            "\"seen\" map(varchar, integer)",
            "\"who\" row(\"name\" varchar, \"age\" integer)",
            "\"price\" decimal(10, 2)",
            "format = 'OPENX_JSON'",
            "skip_header_line_count = 1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CREATE DATABASE IF NOT EXISTS Logs COMMENT 'x' | CREATE SCHEMA IF NOT EXISTS \"logs\" | DDL",
        "create schema a location 's3://b/c/'"
            + " | CREATE SCHEMA \"a\" WITH (location = 's3://b/c/') | DDL",
        "DROP DATABASE IF EXISTS a CASCADE | DROP SCHEMA IF EXISTS \"a\" CASCADE | DDL",
        "DROP TABLE a.`b` | DROP TABLE \"a\".\"b\" | DDL",
        "DROP VIEW IF EXISTS v | DROP VIEW IF EXISTS \"v\" | DDL",
        "CREATE OR REPLACE VIEW v AS SELECT 1 | CREATE OR REPLACE VIEW v AS SELECT 1 | DDL",
        "MSCK REPAIR TABLE t; | CALL system.sync_partition_metadata('default', 't', 'ADD') | DDL",
        "SHOW TABLES IN a 'line*' | SHOW TABLES FROM \"a\" LIKE 'line%' ESCAPE '\\' | UTILITY",
        "SHOW DATABASES | SHOW SCHEMAS | UTILITY",
        "DESCRIBE a.b | DESCRIBE \"a\".\"b\" | UTILITY",
        "EXPLAIN SELECT 1 | EXPLAIN SELECT 1 | UTILITY",
        "SELECT a FROM \"b\"; | SELECT a FROM \"b\" | DML",
        "/* so */ (SELECT 1) | /* so */ (SELECT 1) | DML",
        "with x as (select 1 a) select * from x | with x as (select 1 a) select * from x | DML",
      })
  void translatesEachKindOfStatement(String athena, String expected, StatementKind kind) {
    assertThat(translated(athena)).isEqualTo(expected);
    assertThat(HiveStatements.translate(athena, "default"))
        .isEqualTo(new Translation(kind, expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "GRANT ALL ON t TO u",
        "CREATE TABLE t AS SELECT 1",
        "CREATE EXTERNAL TABLE t (a stringg) LOCATION 's3://b/c/'",
        "CREATE EXTERNAL TABLE t (a string)",
        "CREATE EXTERNAL TABLE t (a string LOCATION 's3://b/c/'",
        "CREATE EXTERNAL TABLE t (a string) ROW FORMAT SERDE 'x.Y' LOCATION 's3://b/c/'",
        "CREATE EXTERNAL TABLE t (a string) ROW FORMAT DELIMITED LINES TERMINATED BY 'x'"
            + " LOCATION 's3://b/c/'",
        "CREATE EXTERNAL TABLE t (a string) PARTITIONED BY (h string) LOCATION 's3://b/c/'"
            + " TBLPROPERTIES ('projection.enabled'='true')",
        "CREATE EXTERNAL TABLE t (a string) LOCATION 's3://b/c/' PARTITIONED BY (h string)",
        "DROP TABLE 'quoted'",
        "DROP TABLE `open",
        "SHOW TABLES FROM a b",
      })
  void rejectsUntranslatableStatementWithReason(String sql) {
    assertThatThrownBy(() -> HiveStatements.translate(sql, "default"))
        .isInstanceOf(SyntaxException.class)
        .hasMessageMatching("(?s).*(expected|is not|closed|missing|local-aws runs).*");
  }
}
