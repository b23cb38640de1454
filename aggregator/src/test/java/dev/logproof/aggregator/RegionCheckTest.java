package dev.logproof.aggregator;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logproof.aggregator.config.AggregatorConfig;
import dev.logproof.aggregator.config.ConfigException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;

/** A configuration without any region is refused before it is served. */
class RegionCheckTest {
  private static Region noRegion() {
    throw SdkClientException.create("Unable to load region from any of the providers in X@1f2e");
  }

  private static AggregatorConfig config(String region) {
    return AggregatorConfig.parse(
        "f.conf",
        "<source>\n@type forward\n</source>\n<match **>\n@type kinesis_firehose\n@id out\n"
            + "delivery_stream_name s\n"
            + region
            + "</match>\n",
        Map.of());
  }

  @Test
  void acceptsRegionOfConfigurationOrSdk() {
    assertThatCode(
            () ->
                RegionCheck.check(
                    "f.conf", config("region a-b-1\n"), Map.of(), RegionCheckTest::noRegion))
        .doesNotThrowAnyException();
    assertThatCode(() -> RegionCheck.check("f.conf", config(""), Map.of(), () -> Region.EU_WEST_1))
        .doesNotThrowAnyException();
  }

  @Test
  void namesOutputsWithoutRegionAndWhereToSetIt() {
    assertThatThrownBy(
            () -> RegionCheck.check("f.conf", config(""), Map.of(), RegionCheckTest::noRegion))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "f.conf: there is no region for out: set region in its <match>, AWS_REGION, or the AWS"
                + " profile's region");
    assertThatThrownBy(
            () ->
                RegionCheck.check(
                    "f.conf",
                    config(""),
                    Map.of("AWS_DEFAULT_REGION", "a-b-1"),
                    RegionCheckTest::noRegion))
        .hasMessageContaining("AWS_DEFAULT_REGION is set, but not read");
  }
}
