package dev.logproof.aggregator;

import dev.logproof.aggregator.config.AggregatorConfig;
import dev.logproof.aggregator.config.ConfigException;
import dev.logproof.aggregator.config.ConfigProblem;
import dev.logproof.aggregator.config.OutputConfig;
import dev.logproof.aggregator.config.Remedy;
import dev.logproof.aggregator.config.S3Output;
import dev.logproof.aggregator.config.StreamOutput;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * Finds outputs for which neither the configuration nor the environment has a region. Stateless.
 */
final class RegionCheck {
  private RegionCheck() {}

  /** Uses the region that the AWS SDK would use. */
  static void check(String file, AggregatorConfig config, Map<String, String> environment) {
    check(file, config, environment, () -> new DefaultAwsRegionProviderChain().getRegion());
  }

  static void check(
      String file,
      AggregatorConfig config,
      Map<String, String> environment,
      Supplier<Region> ofSdk) {
    List<String> without =
        config.routesByLabel().values().stream()
            .flatMap(List::stream)
            .flatMap(route -> route.output().leaves())
            .filter(RegionCheck::hasNoRegion)
            .map(OutputConfig::id)
            .distinct()
            .toList();
    if (without.isEmpty() || isKnown(ofSdk)) {
      return;
    }
    String other =
        environment.containsKey("AWS_DEFAULT_REGION")
            ? "; AWS_DEFAULT_REGION is set, but not read by the AWS SDK for Java"
            : "";
    throw new ConfigException(
        List.of(
            new ConfigProblem(
                file,
                0,
                Remedy.CORRECT,
                "there is no region for "
                    + String.join(", ", without)
                    + ": set region in its <match>, AWS_REGION, or the AWS profile's region"
                    + other)));
  }

  private static boolean hasNoRegion(OutputConfig output) {
    return (output instanceof StreamOutput stream && stream.region().isEmpty())
        || (output instanceof S3Output s3 && s3.region().isEmpty());
  }

  private static boolean isKnown(Supplier<Region> ofSdk) {
    try {
      return ofSdk.get() != null;
    } catch (SdkClientException e) {
      return false;
    }
  }
}
