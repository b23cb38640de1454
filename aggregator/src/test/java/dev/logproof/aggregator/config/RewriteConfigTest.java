package dev.logproof.aggregator.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rejects or reports values that the plugin rejects or treats differently. */
class RewriteConfigTest {
  private static final String RULE = "<rule>\nkey k\npattern p\ntag t\n</rule>\n";

  private static AggregatorConfig parse(String lines, String rest) {
    return AggregatorConfig.parse(
        "f.conf",
        "<source>\n@type forward\n</source>\n<match **>\n@type rewrite_tag_filter\n"
            + lines
            + "</match>\n"
            + rest,
        Map.of());
  }

  private static AggregatorConfig parse(String lines) {
    return parse(lines, "");
  }

  @Test
  void rejectsMissingAndRepeatedRules() {
    assertThatThrownBy(() -> parse("")).hasMessageContaining("expected 1 to 1000 <rule> sections");
    assertThatThrownBy(() -> parse(RULE + RULE.replace("tag t", "tag u")))
        .hasMessageContaining("f.conf:11: in <match> of type rewrite_tag_filter: there is a rule");
    assertThat(parse(RULE + RULE.replace("</rule>", "invert true\n</rule>")).warnings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "tag t, tag ${tag_parts[0..1]}, expected single parts",
    "tag t, tag __TAG_PARTS[0...1]__, expected single parts",
    "tag t, label @nowhere, there is no <label @nowhere>",
    "key k, key $.a b, key is",
    "pattern p, pattern (, pattern is",
  })
  void rejectsRule(String line, String replacement, String message) {
    assertThatThrownBy(() -> parse(RULE.replace(line, replacement))).hasMessageContaining(message);
  }

  @Test
  void rejectsPrefixBesideExpression() {
    assertThatThrownBy(() -> parse("remove_tag_prefix a\nremove_tag_regexp /b/\n" + RULE))
        .hasMessageContaining("expected either remove_tag_prefix or remove_tag_regexp");
  }

  @Test
  void rejectsCommandOnlyIfItsOutputIsUsed() {
    String command = "hostname_command hostname -s\n";
    assertThat(parse(command + RULE).warnings()).isEmpty();
    assertThatThrownBy(() -> parse(command + RULE.replace("tag t", "tag ${hostname}")))
        .hasMessageContaining("hostname_command only hostname is supported: no command is run");
    assertThat(parse("hostname_command hostname\n" + RULE.replace("tag t", "tag __HOSTNAME__")))
        .isNotNull();
  }

  @Test
  void warnsOfTextsThatOnlyLookLikePlaceholders() {
    String rule = RULE.replace("tag t", "tag ${foo}.__TAG_PARTS[0]__.${tag_parts[-1]}.${tag}");
    assertThat(parse(rule).warnings())
        .extracting(ConfigWarning::message)
        .containsExactly(
            "__TAG_PARTS[0]__ stays as it is, as in Fluentd",
            "${tag_parts[-1]} stays as it is, as in Fluentd",
            "${foo} is empty, as in Fluentd");
  }

  @Test
  void rejectsRuleOfOlderPluginWithoutTag() {
    assertThatThrownBy(() -> parse("rewriterule1 status ^5\n"))
        .hasMessageContaining("expected a key, a pattern and a tag");
  }

  @Test
  void needsDiskOfOutputsThatNewTagsReachForSpooledAcknowledgements() {
    String output =
        "<match x>\n@type kinesis_firehose\ndelivery_stream_name s\n@id out\n</match>\n";
    String source = "<source>\n@type forward\nport 1\nack_on spooled\n@label @in\n</source>\n";
    String label = "<label @in>\n<match a>\n@type rewrite_tag_filter\n";
    String end = "</match>\n" + output + "</label>\n";
    assertThatThrownBy(() -> parse(RULE, source + label + RULE + end))
        .hasMessageContaining("needs a buffer on disk: set @type file in the <buffer> of out");
  }
}
