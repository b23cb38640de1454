package dev.logproof.fuzz.subject;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.aggregator.config.AggregatorConfig;
import dev.logproof.aggregator.config.ConfigException;
import dev.logproof.aggregator.config.EffectiveSettings;
import java.util.Map;

/**
 * Parses a configuration file, which must succeed or fail with a message that names the file. Skips
 * includes, which would read other files.
 */
public final class ConfigTarget {
  private static final String NAME = "fuzz.conf";

  private ConfigTarget() {}

  /** Fuzzer entry point. */
  public static void fuzzerTestOneInput(byte[] input) {
    String text = new String(input, UTF_8);
    if (text.contains("include")) {
      return;
    }
    try {
      AggregatorConfig config =
          AggregatorConfig.parse(NAME, text, Map.of("HOME", "/root", "PORT", "24224"));
      if (EffectiveSettings.render(config).isEmpty()) {
        throw new AssertionError("a configuration without settings");
      }
    } catch (ConfigException e) {
      if (!e.getMessage().contains(NAME)) {
        throw new AssertionError("does not say where: " + e.getMessage(), e);
      }
    }
  }
}
