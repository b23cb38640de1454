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
 * Athena's API and the engine under it. Its own bucket holds what Athena and Glue keep elsewhere:
 * the descriptions of tables, and results without a place of their own.
 */
public final class LocalAthena implements AutoCloseable {
  /** The bucket that has to exist. */
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
   * What it needs.
   *
   * @param home where {@code bin/athena-engine} is
   * @param address to listen on; port 0 takes a free one
   * @param s3 endpoint
   * @param files puts results
   */
  public record Dependencies(
      Path home,
      InetSocketAddress address,
      URI s3,
      String region,
      ResultStore files,
      Supplier<UUID> randomIds,
      Supplier<Instant> clock) {}

  /** Where results are put. */
  @FunctionalInterface
  public interface ResultStore {
    /** Puts {@code bytes}. */
    void put(String bucket, String key, byte[] bytes) throws IOException;
  }

  /**
   * Starts it; the engine goes on starting when this returns.
   *
   * @throws IOException when the port cannot be had, or the engine cannot be started
   */
  public static LocalAthena start(Dependencies surroundings) throws IOException {
    EngineProcess engine =
        EngineProcess.start(
            surroundings.home(),
            surroundings.s3(),
            surroundings.region(),
            URI.create("s3://" + BUCKET + "/catalog"),
            Credentials.LOCAL);
    QueryRunner runner =
        new QueryRunner(
            engine,
            (place, bytes) -> put(surroundings.files(), place, bytes),
            surroundings.clock());
    AthenaApi api =
        new AthenaApi(
            runner, "s3://" + BUCKET + "/results/", surroundings.randomIds(), surroundings.clock());
    AwsV4Verifier signatures = new AwsV4Verifier("athena", Credentials.LOCAL, surroundings.clock());
    try {
      AthenaServer server =
          new AthenaServer(surroundings.address(), api, signatures, surroundings.randomIds());
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

  /** The port of the API. */
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
