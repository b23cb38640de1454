package dev.logproof.aggregator.filter;

import static dev.logproof.aggregator.filter.FilterRun.one;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logproof.aggregator.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code @type record_transformer} sets what Fluentd sets. */
class TransformRecordTest {
  private static final String EVENT =
      "{\"n\":1,\"s\":\"x\",\"nil\":null,\"m\":{\"a\":{\"b\":\"deep\"},\"l\":[1,2.5]},\"t\":true}";

  private static String filter(String settings, String... fields) {
    return "<filter **>\n@type record_transformer\n"
        + settings
        + "\n<record>\n"
        + String.join("\n", fields)
        + "\n</record>\n</filter>\n";
  }

  /** Returns the value of field v. */
  private static String value(String settings, String value) {
    String json = one(filter(settings + "\nrenew_record true", "v " + value), "a.b.c", EVENT);
    assertThat(json).startsWith("{\"v\":").endsWith("}");
    return json.substring(5, json.length() - 1);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          prod;"prod"
          ${tag};"a.b.c"
          x-${tag_parts[1]}-y;"x-b-y"
          ${tag_parts[-1]};"c"
          ${tag_parts[7]};null
          ${tag_prefix[1]};"a.b"
          ${tag_suffix[1]};"b.c"
          ${tag_suffix[-1]};"c"
          ${record["n"]};1
          ${record["m"]};{"a":{"b":"deep"},"l":[1,2.5]}
          ${record["missing"]};null
          n=${record["n"]};"n=1"
          m=${record["m"]};"m={\\"a\\"=>{\\"b\\"=>\\"deep\\"}, \\"l\\"=>[1, 2.5]}"
          nil=${record["nil"]};"nil="
          ${unknown};null
          a${unknown}b;"ab"
          {"x":["${tag}",1,1.5,true,null]};{"x":["a.b.c",1,1.5,true,null]}
          """)
  void expandsPlaceholderWithoutRuby(String template, String expected) {
    assertThat(value("", template)).isEqualTo(expected);
  }

  @Test
  void setsConstantsInPlaceOfFieldsOrBehindThem() {
    String constants =
        "<filter **>\n@type record_transformer\n<record>\nb prod\nc 7\nd web:7\n</record>\n</filter>\n";
    assertThat(one(constants, "a", "{\"a\":1,\"b\":2,\"d\":null,\"e\":3}"))
        .isEqualTo("{\"a\":1,\"b\":\"prod\",\"d\":\"web:7\",\"e\":3,\"c\":\"7\"}");
    assertThat(one(constants, "a", "{}")).isEqualTo("{\"b\":\"prod\",\"c\":\"7\",\"d\":\"web:7\"}");
  }

  /** Records of strings alone, which have a path of their own. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          {"a":"x","e":"y"};{"a":"x","e":"y","b":"prod","c":"7"}
          {"a":"x","c":"y"};{"a":"x","c":"7","b":"prod"}
          {"b":"","a":"x"};{"b":"prod","a":"x","c":"7"}
          {"a":"x","l":1};{"a":"x","l":1,"b":"prod","c":"7"}
          {"a":"x","m":{"b":"y"}};{"a":"x","m":{"b":"y"},"b":"prod","c":"7"}
          """)
  void setsConstantsInRecordsOfStrings(String record, String expected) {
    assertThat(one(filter("", "b prod", "c 7"), "a", record)).isEqualTo(expected);
  }

  @Test
  void addsConstantsToMoreFieldsThanAShortMapHolds() {
    StringBuilder fields = new StringBuilder();
    for (int field = 0; field < 15; field++) {
      fields.append("\"field").append(field).append("\":\"x\",");
    }
    String expected = "{" + fields + "\"b\":\"prod\",\"c\":\"7\"}";
    String record = "{" + fields.substring(0, fields.length() - 1) + "}";
    assertThat(one(filter("", "b prod", "c 7"), "a", record)).isEqualTo(expected);
  }

  @Test
  void removesKeysBesideConstants() {
    String both = filter("remove_keys a", "b prod");
    assertThat(one(both, "a", "{\"a\":\"x\",\"e\":\"y\"}"))
        .isEqualTo("{\"e\":\"y\",\"b\":\"prod\"}");
  }

  @Test
  void makesTextsOfSinglePlaceholdersWithoutTypecast() {
    assertThat(value("auto_typecast false", "${record[\"n\"]}")).isEqualTo("\"1\"");
    assertThat(value("auto_typecast false", "${record[\"nil\"]}")).isEqualTo("\"\"");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          ${record['m']['a']['b']};"deep"
          ${record["m"]["l"][-1]};2.5
          x-${record['m']['a']['b']};"x-deep"
          ${record['s']['x']};"x"
          ${record.dig('m', 'none', 'b')};null
          ${record['none'] || 'other'};"other"
          ${record['t'] || 'other'};true
          ${record['n'].to_s};"1"
          ${tag_parts[0]};"a"
          ${time.to_i};1600000000
          ${time.utc.strftime('%Y-%m-%d')};"2020-09-13"
          ${record['m']['l'].to_json};"[1,2.5]"
          ${nil};null
          plain;"plain"
          """)
  void evaluatesSimpleRuby(String template, String expected) {
    assertThat(value("enable_ruby true", template)).isEqualTo(expected);
  }

  @Test
  void copiesWholeRecord() {
    assertThat(value("enable_ruby true", "${record}")).isEqualTo(EVENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${record['a'].gsub(/x/, 'y')}",
        "${tag_parts[2,10].join('.')}",
        "${`ls`}",
        "${Time.now.to_s}",
        "${ENV['X']}",
        "${1 + 1}"
      })
  void refusesOtherRuby(String template) {
    assertThatThrownBy(() -> value("enable_ruby true", template))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("f.conf:6: ")
        .hasMessageContaining("unsupported Ruby " + template)
        .hasMessageContaining("supported are record");
  }

  @Test
  void failsEventWhereRubyMeetsNil() {
    FilterRun run =
        new FilterRun(
            filter("enable_ruby true", "stream logs-${record['k8s']['namespace']}"), "app");
    run.send("{\"log\":\"a\"}").send("{\"k8s\":{\"namespace\":\"n\"}}").send("{\"k8s\":{}}");
    assertThat(run.failed).containsExactly("{\"log\":\"a\"}");
    assertThat(run.passed)
        .containsExactly(
            "{\"k8s\":{\"namespace\":\"n\"},\"stream\":\"logs-n\"}",
            "{\"k8s\":{},\"stream\":\"logs-\"}");
  }

  @Test
  void overwritesFieldInItsPlaceAndSeesTheRecordAsItCame() {
    assertThat(
            one(
                filter("", "s new", "b ${record[\"s\"]}"),
                "app",
                "{\"a\":1,\"s\":\"old\",\"z\":2}"))
        .isEqualTo("{\"a\":1,\"s\":\"new\",\"z\":2,\"b\":\"old\"}");
  }

  @Test
  void overwritesEveryOccurrenceOfRepeatedKey() {
    assertThat(one(filter("", "a 3"), "app", "{\"a\":1,\"b\":0,\"a\":2}"))
        .isEqualTo("{\"a\":\"3\",\"b\":0}");
  }

  @Test
  void expandsPlaceholdersInNames() {
    assertThat(one(filter("", "${tag_parts[0]}_v 1"), "app.x", "{}"))
        .isEqualTo("{\"app_v\":\"1\"}");
  }

  @Test
  void removesKeysAfterSettingThem() {
    assertThat(
            one(
                filter("remove_keys a,$.m.x,$['l'][1]", "b ${record[\"a\"]}"),
                "app",
                "{\"a\":1,\"m\":{\"x\":1,\"y\":2},\"l\":[1,2,3]}"))
        .isEqualTo("{\"m\":{\"y\":2},\"l\":[1,3],\"b\":1}");
  }

  @Test
  void keepsNamedKeysOfRenewedRecord() {
    assertThat(
            one(
                filter("renew_record true\nkeep_keys [\"c\",\"a\"]", "n x"),
                "app",
                "{\"a\":1,\"b\":2,\"c\":3}"))
        .isEqualTo("{\"c\":3,\"a\":1,\"n\":\"x\"}");
  }

  @Test
  void renewsTimeFromField() {
    FilterRun run = new FilterRun(filter("renew_time_key at", "x y"), "app");
    run.send("{\"at\":1500000000.25}").send("{\"at\":\"7.5\"}").send("{\"none\":1}");
    assertThat(run.times)
        .containsExactly("1500000000.250000000", "7.500000000", "1600000000.123456789");
  }

  @Test
  void keepsManyFieldsOfLargeRecord() {
    StringBuilder json = new StringBuilder("{");
    for (int i = 0; i < 70_000; i++) {
      json.append("\"k").append(i).append("\":").append(i).append(',');
    }
    String event = json.append("\"last\":\"x\"}").toString();
    String expected = event.substring(0, event.length() - 1) + ",\"n\":\"x\"}";
    assertThat(one(filter("", "n x"), "app", event)).isEqualTo(expected);
  }

  @Test
  void passesChainInOrderOfFile() {
    String chain =
        filter("", "a 1")
            + filter("", "b ${record[\"a\"]}")
            + "<filter other>\n@type record_transformer\nremove_keys b\n</filter>\n"
            + filter("remove_keys a");
    assertThat(one(chain, "app", "{}")).isEqualTo("{\"b\":\"1\"}");
  }
}
