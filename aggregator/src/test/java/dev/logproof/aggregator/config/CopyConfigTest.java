package dev.logproof.aggregator.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logproof.aggregator.config.CopyOutput.Target;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code copy} sends events to each store, and through a label without going in a circle. */
class CopyConfigTest {
  private static final String SOURCE = "<source>\n@type forward\n</source>\n";

  private static AggregatorConfig parse(String text) {
    return AggregatorConfig.parse("f.conf", SOURCE + text.replace(';', '\n'), Map.of());
  }

  private static CopyOutput copy(String text) {
    return (CopyOutput) parse(text).routesByLabel().get("").get(0).output();
  }

  @Test
  void leavesEventsToOthersThatPrometheusPluginsCount() {
    String counting = "@type prometheus\n<metric>\nname n\n</metric>\n";
    AggregatorConfig config =
        AggregatorConfig.parse(
            "f.conf",
            "<source>\n@type forward\n</source>\n<filter **>\n"
                + counting
                + "</filter>\n<match **>\n@type copy\n<store>\n@type stdout\n</store>\n<store>\n"
                + counting
                + "</store>\n</match>\n",
            Map.of());
    Route route = config.routesByLabel().get("").get(0);
    assertThat(route.filters()).isEmpty();
    assertThat(route.output().leaves().map(Object::getClass).map(Class::getSimpleName))
        .containsExactly("StdoutOutput", "NullOutput");
    assertThat(config.warnings()).hasSize(2);
  }

  @Test
  void readsStoresInOrder() {
    CopyOutput copy =
        copy(
            "<match **>;@type copy;copy_mode deep;@id c;<store>;@type null;@id a;</store>;"
                + "<store ignore_error>;@type stdout;@id b;</store>;"
                + "<store ignore_error ignore_if_prev_success>;@type null;@id d;</store>;</match>");
    assertThat(copy)
        .isEqualTo(
            new CopyOutput(
                "c",
                List.of(
                    new CopyOutput.Store(new Target.ToOutput(new NullOutput("a")), false, false),
                    new CopyOutput.Store(new Target.ToOutput(new StdoutOutput("b")), true, false),
                    new CopyOutput.Store(new Target.ToOutput(new NullOutput("d")), true, true))));
    assertThat(copy.leaves().map(OutputConfig::id)).containsExactly("a", "b", "d");
  }

  @Test
  void givesEachStoreItsOwnBuffer() {
    CopyOutput copy =
        copy(
            "<match **>;@type copy;"
                + "<store>;@type kinesis_firehose;region r;delivery_stream_name a;"
                + "<buffer>;flush_interval 5;</buffer>;</store>;"
                + "<store>;@type kinesis_firehose;region r;delivery_stream_name b;</store>;"
                + "</match>");
    assertThat(copy.leaves().map(output -> ((StreamOutput) output).buffer().flushIntervalMillis()))
        .containsExactly(5_000L, 60_000L);
  }

  @Test
  void relabelsInStore() {
    AggregatorConfig config =
        parse(
            "<match app>;@type copy;<store>;@type relabel;@label @a;</store>;"
                + "<store>;@type relabel;@label @b;</store>;</match>;"
                + "<label @a>;<match **>;@type null;@id x;</match>;</label>;"
                + "<label @b>;<match **>;@type null;@id y;</match>;</label>");
    CopyOutput copy = (CopyOutput) config.routesByLabel().get("").get(0).output();
    assertThat(copy.labels()).containsExactly("@a", "@b");
    assertThat(copy.leaves()).isEmpty();
    assertThat(config.warnings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "<match **>;@type copy;</match> => expected 1 to 64 <store> sections",
        "<match **>;@type copy;<store often>;@type null;</store>;</match>"
            + " => <store often>: expected ignore_error",
        "<match **>;@type copy;<store ignore_if_prev_success>;@type null;</store>;</match>"
            + " => there is no <store> before it",
        "<match **>;@type copy;<store>;@type copy;</store>;</match>"
            + " => write its stores in the outer copy",
        "<match **>;@type copy;<store>;@type relabel;</store>;</match> => @label is missing",
        "<match **>;@type copy;<store>;@type relabel;@label @ROOT;</store>;</match>"
            + " => copy and relabel in a circle: events of the top level",
        "<match **>;@type relabel;@label @a;</match>;<label @a>;<match **>;@type copy;"
            + "<store>;@type relabel;@label @b;</store>;</match>;</label>;<label @b>;<match **>;"
            + "@type relabel;@label @a;</match>;</label> => copy and relabel in a circle",
      })
  void refuses(String text, String expected) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(expected);
  }

  @Test
  void findsMemoryBufferBehindCopyForSpooledAcknowledgements() {
    assertThatThrownBy(
            () ->
                AggregatorConfig.parse(
                    "f.conf",
                    """
                    <source>
                      @type forward
                      ack_on spooled
                    </source>
                    <match **>
                      @type copy
                      <store>
                        @type relabel
                        @label @a
                      </store>
                    </match>
                    <label @a>
                      <match **>
                        @type kinesis_firehose
                        @id memory
                        region r
                        delivery_stream_name s
                      </match>
                    </label>
                    """,
                    Map.of()))
        .hasMessageContaining("set @type file in the <buffer> of memory");
  }
}
