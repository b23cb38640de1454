package dev.logproof.athenaengine;

import dev.logproof.commandline.CommandFailure;
import io.trino.server.PluginClassLoader;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Loads Trino's Hive connector. A separate class loader isolates its library versions and shares
 * only the SPI packages.
 */
final class HivePlugin {
  /** Trino's developer guide, "SPI overview". */
  private static final List<String> SHARED_PACKAGES =
      List.of(
          "io.trino.spi.",
          "com.fasterxml.jackson.annotation.",
          "io.airlift.slice.",
          "org.openjdk.jol.",
          "io.opentelemetry.api.",
          "io.opentelemetry.context.");

  private HivePlugin() {}

  static List<URL> jarsIn(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw CommandFailure.badInput(
          directory + " is not a directory: expected the jars of Trino's Hive connector in it");
    }
    List<URL> jars = new ArrayList<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".jar")).sorted().toList()) {
        jars.add(file.toUri().toURL());
      }
    }
    if (jars.isEmpty()) {
      throw CommandFailure.badInput("found no jars of Trino's Hive connector in " + directory);
    }
    return jars;
  }

  /** The class loader must stay open while the server runs. */
  static PluginClassLoader classLoader(List<URL> jars) {
    return new PluginClassLoader("hive", jars, HivePlugin.class.getClassLoader(), SHARED_PACKAGES);
  }
}
