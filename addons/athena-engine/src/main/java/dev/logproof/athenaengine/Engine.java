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
 * A single-node Trino server on a free loopback port. Startup takes seconds of CPU time. Runs on
 * its own threads.
 */
final class Engine implements AutoCloseable {
  /** Athena's {@code AwsDataCatalog}, in lower case as Trino requires. */
  private static final String CATALOG = "awsdatacatalog";

  private static final long MIB = 1 << 20;

  private final TestingTrinoServer server;

  private Engine(TestingTrinoServer server) {
    this.server = server;
  }

  /**
   * Returns when the server accepts queries.
   *
   * @param tables S3 URI of database and table descriptions
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

  /** Each query may use 30 % of the heap, so that two fit. */
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
        // Athena reads current metadata.
        Map.entry("hive.metastore-cache-ttl", "0s"),
        // Requesting statistics of projected partitions fails.
        Map.entry("hive.table-statistics-enabled", "false"),
        Map.entry("hive.partition-projection-enabled", "true"),
        // Hours without objects are no error; subfolders are read.
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
