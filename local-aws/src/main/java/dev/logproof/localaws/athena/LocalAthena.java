package dev.logproof.localaws.athena;

import dev.logproof.localaws.auth.AwsV4Verifier;
import dev.logproof.localaws.auth.Credentials;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Athena's API and engine. A dedicated bucket holds table descriptions (Glue in AWS) and results
 * without an output location.
 */
public final class LocalAthena implements AutoCloseable {
  /** Bucket that must exist before start. */
  public static final String BUCKET = "logproof-athena";

  private final EngineProcess engine;
  private final QueryRunner runner;
  private final AthenaServer server;

  private LocalAthena(EngineProcess engine, QueryRunner runner, AthenaServer server) {
    this.engine = engine;
    this.runner = runner;
    this.server = server;
  }

  /**
   * Injected dependencies.
   *
   * @param home directory that contains {@code bin/athena-engine}
   * @param address port 0 selects a free port
   */
  public record Settings(
      Path home,
      InetSocketAddress address,
      URI s3,
      String region,
      ResultStore files,
      Supplier<UUID> randomIds,
      Supplier<Instant> clock) {}

  /** Stores query results. */
  @FunctionalInterface
  public interface ResultStore {
    /** Stores an object. */
    void put(String bucket, String key, byte[] bytes) throws IOException;
  }

  /**
   * Starts the server; the engine may still be starting.
   *
   * @throws IOException when the port is unavailable or the engine cannot be started
   */
  public static LocalAthena start(Settings dependencies) throws IOException {
    EngineProcess engine =
        EngineProcess.start(
            dependencies.home(),
            dependencies.s3(),
            dependencies.region(),
            URI.create("s3://" + BUCKET + "/catalog"),
            Credentials.LOCAL);
    QueryRunner runner =
        new QueryRunner(
            engine,
            (place, bytes) -> put(dependencies.files(), place, bytes),
            dependencies.clock());
    AthenaApi api =
        new AthenaApi(
            runner, "s3://" + BUCKET + "/results/", dependencies.randomIds(), dependencies.clock());
    AwsV4Verifier signatures = new AwsV4Verifier("athena", Credentials.LOCAL, dependencies.clock());
    try {
      AthenaServer server =
          new AthenaServer(dependencies.address(), api, signatures, dependencies.randomIds());
      return new LocalAthena(engine, runner, server);
    } catch (IOException e) {
      runner.close();
      engine.close();
      throw e;
    }
  }

  private static void put(ResultStore files, String place, byte[] bytes) throws IOException {
    URI uri = URI.create(place);
    files.put(uri.getHost(), uri.getPath().substring(1), bytes);
  }

  /** Port of the API. */
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.close();
    runner.close();
    engine.close();
  }
}
