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
 * A Trino server of one node on a free port of the loopback, with one catalog named as Athena's
 * own. Takes 10 s of one CPU to start. Serves on threads of its own.
 */
final class Engine implements AutoCloseable {
  /** Athena's name for its catalog, {@code AwsDataCatalog}, as Trino writes names. */
  private static final String CATALOG = "awsdatacatalog";

  private static final long MIB = 1 << 20;

  private final TestingTrinoServer server;

  private Engine(TestingTrinoServer server) {
    this.server = server;
  }

  /**
   * Starts a server; returns when queries are answered.
   *
   * @param tables an S3 URI below which databases and tables are described
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

  /** Memory is the heap's; what a query may take of it leaves room for a second one. */
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
        // Athena reads what is there now: nothing is remembered from query to query.
        Map.entry("hive.metastore-cache-ttl", "0s"),
        // Projected partitions have no statistics, and asking for them fails.
        Map.entry("hive.table-statistics-enabled", "false"),
        Map.entry("hive.partition-projection-enabled", "true"),
        // An hour without objects is no error; below a prefix, folders are read too.
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

  /** Where it answers. */
  URI address() {
    return server.getBaseUrl();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
