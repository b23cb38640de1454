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
 * Trino's Hive connector as it is published: a directory of jars with versions of its own, kept
 * apart from the server's by a class loader that shares only the interface between them.
 */
final class HivePlugin {
  /** What server and plugin share, by Trino's developer guide ("SPI overview"). */
  private static final List<String> SHARED_PACKAGES =
      List.of(
          "io.trino.spi.",
          "com.fasterxml.jackson.annotation.",
          "io.airlift.slice.",
          "org.openjdk.jol.",
          "io.opentelemetry.api.",
          "io.opentelemetry.context.");

  private HivePlugin() {}

  /** Every jar in or below {@code directory}. */
  static List<URL> jarsIn(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw CommandFailure.badInput(
          directory + " is not a directory: expected the jars of Trino's Hive connector there");
    }
    List<URL> jars = new ArrayList<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".jar")).sorted().toList()) {
        jars.add(file.toUri().toURL());
      }
    }
    if (jars.isEmpty()) {
      throw CommandFailure.badInput("no jars of Trino's Hive connector are in " + directory);
    }
    return jars;
  }

  /** Loads the plugin's classes from {@code jars}; stays open as long as the server. */
  static PluginClassLoader classLoader(List<URL> jars) {
    return new PluginClassLoader("hive", jars, HivePlugin.class.getClassLoader(), SHARED_PACKAGES);
  }
}
