package dev.logproof.aggregator.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.metrics.RejectCause;
import org.junit.jupiter.api.Test;

/** {@code @type grep} keeps and drops events as Fluentd does. */
class GrepEventsTest {
  private static FilterRun run(String body) {
    return new FilterRun("<filter **>\n@type grep\n" + body + "</filter>\n", "app");
  }

  private static String condition(String kind, String key, String pattern) {
    return "<" + kind + ">\nkey " + key + "\npattern " + pattern + "\n</" + kind + ">\n";
  }

  @Test
  void keepsEventsThatMatchEveryRegexp() {
    FilterRun run =
        run(condition("regexp", "log", "/ERROR|FATAL/") + condition("regexp", "code", "^5"));
    run.send("{\"log\":\"an ERROR\",\"code\":500}");
    run.send("{\"log\":\"FATAL\",\"code\":404}");
    run.send("{\"log\":\"fine\",\"code\":500}");
    assertThat(run.passed).containsExactly("{\"log\":\"an ERROR\",\"code\":500}");
    assertThat(run.ledger.rejected(RejectCause.FILTERED)).isEqualTo(2);
  }

  @Test
  void dropsEventsThatMatchAnyExclude() {
    FilterRun run =
        run(
            condition("exclude", "log", "GET /healthz")
                + condition("exclude", "level", "/debug/i"));
    run.send("{\"log\":\"GET /healthz 200\",\"level\":\"info\"}");
    run.send("{\"log\":\"x\",\"level\":\"DEBUG\"}");
    run.send("{\"log\":\"x\"}");
    assertThat(run.passed).containsExactly("{\"log\":\"x\"}");
  }

  @Test
  void takesMissingFieldForEmptyText() {
    FilterRun run = run(condition("regexp", "log", "^$"));
    run.send("{\"a\":1}").send("{\"log\":null}").send("{\"log\":\"x\"}");
    assertThat(run.passed).containsExactly("{\"a\":1}", "{\"log\":null}");
  }

  @Test
  void readsNestedFieldsAndValuesOfOtherTypes() {
    FilterRun run =
        run(
            condition("regexp", "$.k8s.labels[0]", "web")
                + condition("regexp", "$['k8s']['ready']", "true")
                + condition("regexp", "map", "/\\{\"a\"=>1\\.5\\}/"));
    String event = "{\"k8s\":{\"labels\":[\"%s\"],\"ready\":true},\"map\":{\"a\":1.5}}";
    run.send(event.formatted("web"), event.formatted("db"));
    assertThat(run.passed).hasSize(1);
  }

  @Test
  void keepsEventWhosePathLeadsThroughText() {
    FilterRun run = run(condition("regexp", "$.a.b", "x"));
    run.send("{\"a\":\"text\"}");
    assertThat(run.passed).hasSize(1);
  }

  @Test
  void combinesConditionsInAndAndOr() {
    FilterRun run =
        run(
            "<or>\n"
                + condition("regexp", "a", "1")
                + condition("regexp", "b", "1")
                + "</or>\n<and>\n"
                + condition("exclude", "c", "1")
                + condition("exclude", "d", "1")
                + "</and>\n");
    run.send("{\"a\":\"1\",\"c\":\"1\"}");
    run.send("{\"b\":\"1\",\"c\":\"1\",\"d\":\"1\"}");
    run.send("{\"c\":\"1\"}");
    assertThat(run.passed).containsExactly("{\"a\":\"1\",\"c\":\"1\"}");
  }

  @Test
  void takesNumberedFormOfOldConfigurations() {
    FilterRun run = run("regexp1 log ERR OR\nexclude1 host ^test\n");
    run.send(
        "{\"log\":\"an ERR OR\",\"host\":\"a\"}", "{\"log\":\"an ERR OR\",\"host\":\"test1\"}");
    assertThat(run.passed).hasSize(1);
  }

  @Test
  void searchesTextBeyondAscii() {
    FilterRun run = run(condition("regexp", "log", "/gr\u00fc\u00dfe|\u4e16/"));
    run.send("{\"log\":\"sch\u00f6ne gr\u00fc\u00dfe\"}").send("{\"log\":\"grusse\"}");
    assertThat(run.passed).hasSize(1);
  }

  @Test
  void failsEventOnWhichExpressionOverflowsTheStack() {
    FilterRun run = run(condition("regexp", "log", "/^(a|b)*$/"));
    run.send("{\"log\":\"" + "ab".repeat(200_000) + "\"}");
    assertThat(run.passed).isEmpty();
    assertThat(run.failed).hasSize(1);
  }
}
