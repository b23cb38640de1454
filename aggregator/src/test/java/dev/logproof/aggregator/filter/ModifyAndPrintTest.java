package dev.logproof.aggregator.filter;

import static dev.logproof.aggregator.filter.FilterRun.one;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** {@code @type record_modifier} and {@code @type stdout} do what Fluentd's plugins do. */
class ModifyAndPrintTest {
  private static String modifier(String body) {
    return "<filter **>\n@type record_modifier\n" + body + "</filter>\n";
  }

  @Test
  void setsFieldsOneAfterTheOther() {
    assertThat(
            one(
                modifier(
                    """
                    <record>
                      a x
                      b ${record['a']}
                      tag ${tag}
                      part p-${tag_parts[1]}
                      at ${time}
                    </record>
                    """),
                "t.u",
                "{\"a\":1}"))
        .isEqualTo("{\"a\":\"x\",\"b\":\"x\",\"tag\":\"t.u\",\"part\":\"p-u\",\"at\":1600000000}");
  }

  @Test
  void removesOrKeepsKeys() {
    assertThat(one(modifier("remove_keys a,$.m.x\n"), "t", "{\"a\":1,\"m\":{\"x\":1}}"))
        .isEqualTo("{\"m\":{}}");
    assertThat(
            one(
                modifier("whitelist_keys b, a\n<record>\nc 3\n</record>\n"),
                "t",
                "{\"a\":1,\"b\":2,\"d\":4}"))
        .isEqualTo("{\"b\":2,\"a\":1,\"c\":\"3\"}");
  }

  @Test
  void replacesText() {
    assertThat(
            one(
                modifier("<replace>\nkey m\nexpression /(\\d)\\d+/\nreplace \\1$x\n</replace>\n"),
                "t",
                "{\"m\":\"a123b45\"}"))
        .isEqualTo("{\"m\":\"a1$xb4$x\"}");
  }

  @Test
  void printsEventAndPassesItOn() {
    FilterRun run = new FilterRun("<filter **>\n@type stdout\n</filter>\n", "t").send("{\"a\":1}");
    assertThat(run.passed).containsExactly("{\"a\":1}");
    assertThat(run.printed()).contains(":40.123456789 ").endsWith(" t: {\"a\":1}\n");
    FilterRun json =
        new FilterRun(
            "<filter **>\n@type stdout\n<format>\n@type json\n</format>\n</filter>\n", "t");
    assertThat(json.send("{\"a\":1}").printed()).isEqualTo("{\"a\":1}\n");
  }
}
