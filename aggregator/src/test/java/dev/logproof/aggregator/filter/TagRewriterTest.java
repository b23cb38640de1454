package dev.logproof.aggregator.filter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.config.AggregatorConfig;
import dev.logproof.aggregator.config.RewriteOutput;
import dev.logproof.aggregator.config.syntax.HostName;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.forward.decode.JsonToMessagePack;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** New tags are those of fluent-plugin-rewrite-tag-filter. */
class TagRewriterTest {
  private static final String NONE = "NONE";
  private static final String FAILED = "FAILED";

  private static String rule(String key, String pattern, String tag) {
    return "<rule>\nkey " + key + "\npattern " + pattern + "\ntag " + tag + "\n</rule>\n";
  }

  private static String inverted(String key, String pattern, String tag) {
    return rule(key, pattern, tag).replace("</rule>", "invert true\n</rule>");
  }

  private static TagRewriter rewriter(String lines) {
    String text =
        "<source>\n@type forward\n</source>\n<match **>\n@type rewrite_tag_filter\n"
            + lines
            + "</match>\n<label @x>\n<match **>\n@type null\n</match>\n</label>\n";
    AggregatorConfig config = AggregatorConfig.parse("f.conf", text, Map.of());
    RewriteOutput output = (RewriteOutput) config.routesByLabel().get("").get(0).output();
    return new EventFilters(new Ledger(), Clock.systemUTC(), System.out).rewriter(output);
  }

  private static String newTag(TagRewriter rewriter, String tag, ByteBuf event) {
    ByteBuf bytes = Unpooled.copiedBuffer(tag, UTF_8);
    rewriter.tag(bytes, 0, bytes.writerIndex());
    NewTag found = rewriter.newTag(event, 0, event.writerIndex());
    assertThat(found.bytes().toString(UTF_8)).isEqualTo(found.text());
    return found.kind() == NewTag.Kind.REWRITTEN
        ? found.text() + (found.label().isEmpty() ? "" : " in " + found.label())
        : found.kind().name();
  }

  private static String newTag(String lines, String tag, String json) {
    ByteBuf packed = Unpooled.buffer();
    ByteBuf text = Unpooled.copiedBuffer(json, UTF_8);
    assertThat(JsonToMessagePack.convert(text, 0, text.writerIndex(), packed)).isTrue();
    return newTag(rewriter(lines), tag, packed);
  }

  @ParameterizedTest
  @CsvSource({
    "www.shop.example, site.shop",
    "news.example, site.news",
    "other.example, NONE",
    "'', NONE",
  })
  void appliesFirstRuleThatMatches(String domain, String tag) {
    String rules =
        rule("domain", "^www\\.(\\w+)\\.example$", "site.$1")
            + rule("domain", "/^NEWS\\./i", "site.news")
            + rule("domain", "^www", "never");
    assertThat(newTag(rules, "web", "{\"domain\":\"" + domain + "\"}")).isEqualTo(tag);
  }

  @Test
  void passesOverRulesForMissingAndEmptyFieldsUnlessInverted() {
    String any = rule("a", ".*", "some");
    assertThat(newTag(any, "t", "{}")).isEqualTo(NONE);
    assertThat(newTag(any, "t", "{\"a\":null}")).isEqualTo(NONE);
    assertThat(newTag(any, "t", "{\"a\":\"\"}")).isEqualTo(NONE);
    assertThat(newTag(inverted("a", "^200$", "other.$1"), "t", "{}")).isEqualTo("other.$1");
    assertThat(newTag(inverted("a", "^200$", "other"), "t", "{\"a\":200}")).isEqualTo(NONE);
    assertThat(newTag(inverted("a", "^200$", "other"), "t", "{\"a\":500}")).isEqualTo("other");
  }

  @Test
  void readsNestedFieldsAndOtherValuesAsTexts() {
    String nested = rule("$.kubernetes.labels.app", "^(.+)$", "$1.${tag}");
    assertThat(newTag(nested, "k.a", "{\"kubernetes\":{\"labels\":{\"app\":\"shop\"}}}"))
        .isEqualTo("shop.k.a");
    assertThat(newTag(nested, "k.a", "{\"kubernetes\":{}}")).isEqualTo(NONE);
    assertThat(newTag(nested, "k.a", "{\"kubernetes\":\"text\"}")).isEqualTo(FAILED);
    assertThat(newTag(rule("$['a.b']", "^(.+)$", "x.$1"), "t", "{\"a.b\":1.5}")).isEqualTo("x.1.5");
    assertThat(newTag(rule("a", "(.+)", "x.$1"), "t", "{\"a\":true}")).isEqualTo("x.true");
  }

  @ParameterizedTest
  @CsvSource({
    "${tag}.b, app.web.x.b",
    "__TAG__, NONE",
    "${tag_parts[0]}.${tag_parts[2]}, app.x",
    "a${tag_parts[3]}b, ab",
    "a${unknown}b, ab",
    "a.${tag_parts[-1]}, a.${tag_parts[-1]}",
    "a.__TAG_PARTS[0]__, a.__TAG_PARTS[0]__",
    "a.${1}.$0$2$10, a.${1}.",
    "$1.$1, web.web",
    "$1x, webx",
  })
  void replacesPlaceholders(String template, String tag) {
    assertThat(newTag(rule("a", "^(w.b)$", template), "app.web.x", "{\"a\":\"web\"}"))
        .isEqualTo(tag);
  }

  @Test
  void replacesPlaceholdersThatGroupsBringIn() {
    assertThat(newTag(rule("a", "(.+)", "x.$1"), "t.u", "{\"a\":\"${tag_parts[1]}\"}"))
        .isEqualTo("x.u");
    assertThat(newTag(rule("a", "(.+)", "x.$1"), "t.u", "{\"a\":\"$1\\\\\"}")).isEqualTo("x.$1\\");
  }

  @Test
  void namesHost() {
    assertThat(newTag(rule("a", ".", "${hostname}.__HOSTNAME__"), "t", "{\"a\":\"a\"}"))
        .isEqualTo(HostName.read() + "." + HostName.read());
  }

  @ParameterizedTest
  @CsvSource({
    "remove_tag_prefix in, out.access",
    "remove_tag_prefix in., out.access",
    "remove_tag_prefix acc, out.in.access",
    "remove_tag_regexp /^i(n)\\.a/, out.ccess",
  })
  void cutsTagBeforeItStandsForPlaceholder(String line, String tag) {
    assertThat(newTag(line + "\n" + rule("a", ".", "out.${tag}"), "in.access", "{\"a\":\"a\"}"))
        .isEqualTo(tag);
  }

  @Test
  void takesPartsOfTagThatIsCut() {
    String rules = "remove_tag_prefix in\n" + rule("a", ".", "${tag_parts[0]}");
    assertThat(newTag(rules, "in.access", "{\"a\":\"a\"}")).isEqualTo("access");
    assertThat(newTag(rules, "in", "{\"a\":\"a\"}")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"mail, Mail", "MAIL, Mail", "éa, Éa", "ßa, Ssa", "1aB, 1ab"})
  void capitalizesGroups(String text, String tag) {
    String rules = "capitalize_regex_backreference yes\n" + rule("a", "^(.+)$", "$1");
    assertThat(newTag(rules, "t", "{\"a\":\"" + text + "\"}")).isEqualTo(tag);
  }

  @Test
  void failsToCapitalizeGroupWithoutText() {
    String pattern = "^(a)|(b)$";
    assertThat(newTag(rule("a", pattern, "x.$1"), "t", "{\"a\":\"b\"}")).isEqualTo("x.");
    String capitalizing = "capitalize_regex_backreference true\n" + rule("a", pattern, "x.$1");
    assertThat(newTag(capitalizing, "t", "{\"a\":\"b\"}")).isEqualTo(FAILED);
  }

  @Test
  void keepsTagWithLabelOnly() {
    assertThat(newTag(rule("a", ".", "${tag}"), "t", "{\"a\":1}")).isEqualTo(NONE);
    String relabeled = rule("a", ".", "${tag}").replace("</rule>", "label @x\n</rule>");
    assertThat(newTag(relabeled, "t", "{\"a\":1}")).isEqualTo("t in @x");
    assertThat(newTag("@label @x\n" + rule("a", ".", "u"), "t", "{\"a\":1}")).isEqualTo("u in @x");
  }

  @Test
  void takesRulesOfOlderPlugins() {
    String rules =
        """
        rewriterule2 status !^200$ clear
        rewriterule1 path \\.(gif|png)$ image.$1
        rewriterule3 agent "(a b)" agent.$1
        """;
    assertThat(newTag(rules, "t", "{\"path\":\"/a.gif\"}")).isEqualTo("image.gif");
    assertThat(newTag(rules, "t", "{\"path\":\"/a\",\"status\":\"404\"}")).isEqualTo("clear");
    assertThat(newTag(rules, "t", "{\"status\":\"200\",\"agent\":\"a b\"}")).isEqualTo("agent.a b");
  }

  @Test
  void replacesWhatIsNotUtf8ByQuestionMarks() {
    ByteBuf event = Unpooled.buffer();
    event.writeByte(0x81).writeByte(0xa1).writeByte('a');
    event.writeByte(0xa3).writeByte(0xff).writeByte('b').writeByte(0xc3);
    assertThat(newTag(rewriter(rule("a", "(.+)", "app.$1")), "t", event)).isEqualTo("app.?b?");
  }

  @Test
  void failsOnPatternTooComplexForText() {
    String json = "{\"a\":\"" + "ab".repeat(100_000) + "\"}";
    assertThat(newTag(rule("a", "^(a|b)*$", "x"), "t", json)).isEqualTo(FAILED);
  }
}
