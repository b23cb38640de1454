package dev.logproof.aggregator.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Placeholders stand for what Fluentd puts in their place. */
class NameTemplateTest {
  private static final NameTemplate.Keys ALL =
      new NameTemplate.Keys(true, true, ZoneOffset.UTC, Set.of("key", "$.a.b"));

  /** 2026-11-03 04:05:06 UTC. */
  private static final ChunkValues VALUES =
      new ChunkValues("app.web.access", 1_793_678_706L, Map.of("key", "k1", "$.a.b", "deep"));

  @ParameterizedTest
  @CsvSource({
    "plain, plain",
    "${tag}-stream, app.web.access-stream",
    "${tag[0]}-${tag[1]}, app-web",
    "${tag[-1]}, access",
    "x${tag[7]}, x",
    "${key}.${$.a.b}, k1.deep",
    "logs-%Y%m%d-%H%M%S, logs-20261103-040506",
    "%y%j-%b-%a-%e-%I%p, 26307-Nov-Tue- 3-04AM",
    "%F_%T_%s_%L_%N_%z_%%, 2026-11-03_04:05:06_1793678706_000_000000000_+0000_%"
  })
  void resolves(String text, String expected) {
    assertThat(NameTemplate.parse(text, ALL).resolve(VALUES)).contains(expected);
  }

  @Test
  void formatsInZoneOfSlices() {
    NameTemplate.Keys tokyo = new NameTemplate.Keys(false, true, ZoneId.of("Asia/Tokyo"), Set.of());
    assertThat(NameTemplate.parse("%d-%H", tokyo).resolve(VALUES)).contains("03-13");
  }

  @Test
  void leavesPercentSignsWithoutTimeKey() {
    NameTemplate.Keys none = new NameTemplate.Keys(false, false, ZoneOffset.UTC, Set.of());
    assertThat(NameTemplate.parse("%Y", none).isConstant()).isTrue();
  }

  @Test
  void hasNoNameWithoutField() {
    NameTemplate template = NameTemplate.parse("a-${key}", ALL);
    assertThat(template.resolve(new ChunkValues("t", 0, Map.of("$.a.b", "x")))).isEmpty();
    assertThat(template.fields()).containsExactly("key");
  }

  @ParameterizedTest
  @CsvSource({
    "${other}, ${other} needs the chunk key other: write <buffer other>",
    "${chunk_id}, another name for every chunk",
    "${tag, expected }",
    "%Q, '%Q' is not supported",
  })
  void refuses(String text, String expected) {
    assertThatThrownBy(() -> NameTemplate.parse(text, ALL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(expected);
  }

  @Test
  void knowsNamesOfEarlierTasks() {
    NameTemplate template = NameTemplate.parse("logs.${tag}-x", ALL);
    assertThat(template.mayBe("logs.web-x")).isTrue();
    assertThat(template.mayBe("logs.-x")).isFalse();
    assertThat(template.mayBe("logsaweb-x")).isFalse();
  }
}
