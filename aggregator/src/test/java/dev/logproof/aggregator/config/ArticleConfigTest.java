package dev.logproof.aggregator.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.access.Security;
import dev.logproof.aggregator.access.TransportSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The article's unmodified fluent.conf means the same as in Fluentd. */
class ArticleConfigTest {
  private final AggregatorConfig config = AggregatorConfig.load(article(), Map.of());

  @Test
  void readsSourcesAndWorkersOfArticle() {
    assertThat(config.workers()).isEqualTo(4);
    assertThat(config.sources().forward())
        .containsExactly(
            new ForwardSource(
                "input1",
                "0.0.0.0",
                24224,
                "@mainstream",
                TagChange.NONE,
                AckOn.DELIVERED,
                0,
                false,
                64 << 20,
                1024,
                Security.OPEN,
                TransportSettings.TCP));
    assertThat(config.sources().http())
        .containsExactly(
            new HttpSource(
                "http.1",
                "0.0.0.0",
                8888,
                "",
                TagChange.NONE,
                HttpParse.DEFAULT,
                CorsOrigins.NONE,
                32 << 20,
                10_000,
                1024));
    assertThat(config.warnings()).isEmpty();
  }

  @Test
  void readsBuffersOfBothStreams() {
    List<Route> routes = config.routesByLabel().get("@mainstream");
    BufferConfig buffer =
        new BufferConfig(
            1_000,
            1 << 20,
            2L << 30,
            BufferStorage.MEMORY,
            15,
            OverflowAction.BLOCK,
            300,
            2,
            30_000,
            true,
            RetryLimit.NONE,
            FlushMode.INTERVAL,
            ChunkKeys.NONE,
            SecondaryConfig.NONE);
    assertThat(routes)
        .extracting(Route::output)
        .containsExactly(
            output("output_kinesis_frontend", "elasticsearch-delivery-stream", buffer),
            output("output_kinesis_backend", "s3-delivery-stream", buffer));
    assertThat(routes.get(0).pattern().matches("frontend-apache")).isTrue();
    Route health = config.routesByLabel().get("").get(0);
    assertThat(health.pattern().matches("healthcheck")).isTrue();
    assertThat(health.output()).isEqualTo(new NullOutput("null.1"));
  }

  @Test
  void matchesBuiltInConfigurationByteForByte() throws IOException {
    try (InputStream builtIn = AggregatorConfig.class.getResourceAsStream("default.conf");
        InputStream article = getClass().getResourceAsStream("/article/fluent.conf")) {
      assertThat(builtIn).hasSameContentAs(article);
    }
    AggregatorConfig byDefault = AggregatorConfig.builtIn(Map.of());
    assertThat(byDefault.sources().forward()).isEqualTo(config.sources().forward());
    assertThat(byDefault.warnings()).isEmpty();
  }

  @Test
  void rendersSourceOfEveryEffectiveSetting() {
    String rendered = EffectiveSettings.render(config);
    String file = article().toString();
    assertThat(rendered.lines())
        .anyMatch(line -> line.matches("  workers +4 +" + file + ":2"))
        .anyMatch(line -> line.matches("  ack_on +delivered +default; Fluentd: buffered"))
        .anyMatch(line -> line.matches("  total_limit_size +2147483648 bytes +" + file + ":36"))
        .anyMatch(line -> line.matches("  flush_thread_interval +0.1 \\(no effect: .*:33"))
        .contains("match frontend* in @mainstream, output_kinesis_frontend <buffer>");
  }

  private static StreamOutput output(String id, String stream, BufferConfig buffer) {
    return new StreamOutput(
        id,
        new StreamAddress("us-west-2", stream, AwsAccess.STANDARD),
        RecordContent.JSON,
        StreamRecords.Firehose.EVENTS,
        buffer,
        InjectConfig.NONE);
  }

  private static Path article() {
    try {
      return Path.of(ArticleConfigTest.class.getResource("/article/fluent.conf").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
