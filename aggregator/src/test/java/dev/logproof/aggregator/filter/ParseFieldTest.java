package dev.logproof.aggregator.filter;

import static dev.logproof.aggregator.filter.FilterRun.one;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code @type parser} reads what Fluentd's parsers read. */
class ParseFieldTest {
  private static String filter(String settings, String parse) {
    return "<filter **>\n@type parser\nkey_name log\n"
        + settings
        + "\n<parse>\n"
        + parse
        + "\n</parse>\n</filter>\n";
  }

  private static String event(String log) {
    return "{\"log\":\"" + log.replace("\\", "\\\\").replace("\"", "\\\"") + "\",\"x\":1}";
  }

  @Test
  void replacesRecordByJson() {
    assertThat(one(filter("", "@type json"), "a", event("{\"a\":1,\"b\":{\"c\":[null]}}")))
        .isEqualTo("{\"a\":1,\"b\":{\"c\":[null]}}");
  }

  @Test
  void mergesJsonIntoReservedData() {
    assertThat(one(filter("reserve_data true", "@type json"), "a", event("{\"x\":2,\"y\":3}")))
        .isEqualTo("{\"log\":\"{\\\"x\\\":2,\\\"y\\\":3}\",\"x\":2,\"y\":3}");
    assertThat(
            one(
                filter(
                    "reserve_data true\nremove_key_name_field true\ninject_key_prefix p.",
                    "@type json"),
                "a",
                event("{\"x\":2}")))
        .isEqualTo("{\"x\":1,\"p.x\":2}");
    assertThat(one(filter("hash_value_field h\nreserve_data true", "@type json"), "a", event("{}")))
        .isEqualTo("{\"log\":\"{}\",\"x\":1,\"h\":{}}");
  }

  @Test
  void failsEventThatDoesNotMatch() {
    FilterRun run = new FilterRun(filter("", "@type json"), "a");
    run.send(event("no json")).send(event("[1,2]")).send("{\"x\":1}").send(event("3"));
    assertThat(run.passed).isEmpty();
    assertThat(run.failed).hasSize(4).contains("{\"x\":1}");
  }

  @Test
  void dropsSilentlyOnlyWhenTold() {
    FilterRun run = new FilterRun(filter("emit_invalid_record_to_error false", "@type json"), "a");
    run.send(event("no json"));
    assertThat(run.failed).isEmpty();
    assertThat(run.passed).isEmpty();
  }

  /** Ruby's parser raises on a value that is not a text. */
  @ParameterizedTest
  @CsvSource({"'', 1", "emit_invalid_record_to_error false, 0"})
  void dropsValueThatIsNoTextUnlessErrorsAreWanted(String setting, int failed) {
    FilterRun run = new FilterRun(filter("reserve_data true\n" + setting, "@type json"), "a");
    run.send("{\"log\":12345}");
    assertThat(run.passed).isEmpty();
    assertThat(run.failed).hasSize(failed);
  }

  @Test
  void copiesReservedInvalidEventToErrors() {
    FilterRun run = new FilterRun(filter("reserve_data true", "@type json"), "a");
    run.send(event("no json"));
    assertThat(run.passed).containsExactly("{\"log\":\"no json\",\"x\":1}");
    assertThat(run.failed).containsExactly("{\"log\":\"no json\",\"x\":1}");
    assertThat(run.ledger.accounting().copied()).as("the copy").isEqualTo(1);
  }

  @Test
  void takesTimeOfJson() {
    FilterRun run = new FilterRun(filter("", "@type json"), "a");
    run.send(event("{\"time\":1500000000.25,\"m\":1}"));
    run.send(event("{\"time\":\"1500000001\"}"));
    run.send(event("{\"m\":1}"));
    assertThat(run.passed).containsExactly("{\"m\":1}", "{}", "{\"m\":1}");
    assertThat(run.times).containsExactly("1500000000.250000000", "1500000001.0", "0.0");
  }

  @Test
  void keepsTimeWhenReserved() {
    FilterRun run =
        new FilterRun(filter("reserve_time true", "@type json\nkeep_time_key true"), "a");
    run.send(event("{\"time\":1500000000}")).send(event("{\"m\":1}"));
    assertThat(run.passed.get(0)).isEqualTo("{\"time\":1500000000}");
    assertThat(run.times).containsExactly("1600000000.123456789", "1600000000.123456789");
  }

  @Test
  void failsEventWithUnreadableTime() {
    FilterRun run =
        new FilterRun(filter("", "@type json\ntime_format %Y-%m-%d\ntimezone +09:00"), "a");
    run.send(event("{\"time\":\"2020-01-02\"}")).send(event("{\"time\":\"yesterday\"}"));
    assertThat(run.times.get(0)).isEqualTo("1577890800.0");
    assertThat(run.failed).containsExactly(event("{\"time\":\"yesterday\"}"));
  }

  @Test
  void readsNamedGroupsAndTypes() {
    String parse =
        """
        @type regexp
        expression /^(?<host>\\S+) (?<ok>\\w+) (?<code>\\d+)(?: (?<tags>.*))?$/
        types ok:bool,code:integer,tags:array:|
        """;
    assertThat(one(filter("", parse), "a", event("h yes 200 a|b")))
        .isEqualTo("{\"host\":\"h\",\"ok\":true,\"code\":200,\"tags\":[\"a\",\"b\"]}");
    assertThat(one(filter("", parse), "a", event("h no 7")))
        .isEqualTo("{\"host\":\"h\",\"ok\":false,\"code\":7}");
  }

  @Test
  void readsFlatFormatOfOldConfigurations() {
    String flat =
        """
        <filter **>
          @type parser
          key_name log
          format /^(?<a>.) (?<time>\\S+)$/
          time_format %s
        </filter>
        """;
    FilterRun run = new FilterRun(flat, "a").send(event("x 1234567890"));
    assertThat(run.passed).containsExactly("{\"a\":\"x\"}");
    assertThat(run.times).containsExactly("1234567890.0");
  }

  @Test
  void readsApache() {
    String line =
        "10.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] \"GET /a.gif HTTP/1.0\" 200 - \"-\" \"Moz\"";
    FilterRun run = new FilterRun(filter("", "@type apache2"), "a").send(event(line));
    assertThat(run.passed)
        .containsExactly(
            "{\"host\":\"10.0.0.1\",\"user\":\"frank\",\"method\":\"GET\",\"path\":\"/a.gif\","
                + "\"code\":200,\"size\":null,\"referer\":null,\"agent\":\"Moz\"}");
    assertThat(run.times).containsExactly("971211336.0");
  }

  @Test
  void readsNginx() {
    String line =
        "1.2.3.4 - - [10/Oct/2000:13:55:36 -0700] \"GET / HTTP/1.1\" 200 777 \"-\" \"Op\"";
    assertThat(one(filter("", "@type nginx"), "a", event(line)))
        .isEqualTo(
            "{\"remote\":\"1.2.3.4\",\"host\":\"-\",\"user\":\"-\",\"method\":\"GET\","
                + "\"path\":\"/\",\"code\":\"200\",\"size\":\"777\",\"referer\":\"-\","
                + "\"agent\":\"Op\"}");
  }

  @Test
  void readsNoneLtsvAndCsv() {
    assertThat(one(filter("", "@type none"), "a", event("text")))
        .isEqualTo("{\"message\":\"text\"}");
    assertThat(one(filter("", "@type ltsv\ndelimiter |"), "a", event("a:1|b:x:y|c")))
        .isEqualTo("{\"a\":\"1\",\"b\":\"x:y\"}");
    assertThat(one(filter("", "@type csv\nkeys a,b,c,d"), "a", event("1,\"x, \"\"y\"\"\",,\"\"")))
        .isEqualTo("{\"a\":\"1\",\"b\":\"x, \\\"y\\\"\",\"c\":null,\"d\":\"\"}");
  }

  @Test
  void makesEmptyAndNamedTextsNil() {
    assertThat(
            one(
                filter(
                    "", "@type ltsv\ndelimiter ,\nnull_empty_string true\nnull_value_pattern ^-$"),
                "a",
                event("a:,b:-,c:x")))
        .isEqualTo("{\"a\":null,\"b\":null,\"c\":\"x\"}");
  }
}
