package dev.logproof.aggregator;

import dev.logproof.aggregator.config.AggregatorConfig;
import dev.logproof.aggregator.config.ConfigException;
import dev.logproof.aggregator.config.ConfigWarning;
import dev.logproof.commandline.CommandFailure;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** The option {@code --config}. */
final class ConfigOption {
  private static final Logger LOG = LoggerFactory.getLogger(ConfigOption.class);

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Fluentd configuration file. Default: the settings of the AWS article's fluent.conf:"
              + " forward on port 24224, HTTP on port 8888, frontend* to"
              + " elasticsearch-delivery-stream, backend* to s3-delivery-stream.")
  Optional<Path> config = Optional.empty();

  AggregatorConfig load(Map<String, String> environment) {
    try {
      AggregatorConfig loaded = read(environment);
      for (ConfigWarning warning : loaded.warnings()) {
        LOG.warn("{}", warning);
      }
      return loaded;
    } catch (ConfigException e) {
      throw CommandFailure.badInput(e.getMessage(), e);
    }
  }

  /** Throws {@link ConfigException} with every problem. */
  AggregatorConfig read(Map<String, String> environment) {
    AggregatorConfig loaded =
        config.isPresent()
            ? AggregatorConfig.load(config.get(), environment)
            : AggregatorConfig.builtIn(environment);
    RegionCheck.check(config.map(Path::toString).orElse("built-in"), loaded, environment);
    return loaded;
  }
}
