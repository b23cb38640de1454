package dev.logproof.athenaengine;

import com.google.inject.Key;
import io.trino.metadata.HandleResolver;
import io.trino.server.PluginClassLoader;
import io.trino.server.testing.TestingTrinoServer;
import io.trino.spi.Plugin;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * A single-node Trino server on a free loopback port, with one catalog named like Athena's.
 * Startup takes seconds of CPU time. Serves requests on its own threads.
 */
final class Engine implements AutoCloseable {
  /** Athena's catalog {@code AwsDataCatalog}, in lower case as Trino requires. */
  private static final String CATALOG = "awsdatacatalog";

  private static final long MIB = 1 << 20;

  private final TestingTrinoServer server;

  private Engine(TestingTrinoServer server) {
    this.server = server;
  }

  /**
   * Starts a server; returns when it accepts queries.
   *
   * @param tables S3 URI that holds the descriptions of databases and tables
   */
  static Engine start(List<URL> pluginJars, S3Access s3, URI tables) throws IOException {
    Engine engine = new Engine(TestingTrinoServer.builder().setProperties(limits()).build());
    try {
      engine.install(HivePlugin.classLoader(pluginJars));
      engine.server.createCatalog(CATALOG, "hive", catalog(s3, tables));
      return engine;
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  /** Limits memory per query to 30 % of the heap, so that two queries fit. */
  private static Map<String, String> limits() {
    long perQueryMib = Math.max(128, Runtime.getRuntime().maxMemory() / MIB * 3 / 10);
    return Map.of(
        "query.max-memory", perQueryMib + "MB",
        "query.max-memory-per-node", perQueryMib + "MB",
        "query.max-length", "1000000");
  }

  private void install(PluginClassLoader loader) {
    server.getInstance(Key.get(HandleResolver.class)).registerClassLoader(loader);
    for (Plugin plugin : ServiceLoader.load(Plugin.class, loader)) {
      server.installPlugin(plugin);
    }
  }

  private static Map<String, String> catalog(S3Access s3, URI tables) {
    return Map.ofEntries(
        Map.entry("hive.metastore", "file"),
        Map.entry("hive.metastore.catalog.dir", tables.toString()),
        Map.entry("hive.security", "allow-all"),
        // Athena reads the current metadata, so caching is off.
        Map.entry("hive.metastore-cache-ttl", "0s"),
        // Projected partitions have no statistics, and requesting them fails.
        Map.entry("hive.table-statistics-enabled", "false"),
        Map.entry("hive.partition-projection-enabled", "true"),
        // Hours without objects are not an error, and folders below a prefix are read.
        Map.entry("hive.ignore-absent-partitions", "true"),
        Map.entry("hive.recursive-directories", "true"),
        Map.entry("hive.allow-register-partition-procedure", "true"),
        Map.entry("fs.hadoop.enabled", "false"),
        Map.entry("fs.native-s3.enabled", "true"),
        Map.entry("s3.endpoint", s3.endpoint().toString()),
        Map.entry("s3.region", s3.region()),
        Map.entry("s3.path-style-access", "true"),
        Map.entry("s3.aws-access-key", s3.accessKeyId()),
        Map.entry("s3.aws-secret-key", s3.secretAccessKey()));
  }

  URI address() {
    return server.getBaseUrl();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
