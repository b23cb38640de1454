package dev.logproof.localaws.athena;

import dev.logproof.localaws.auth.Credentials;
import dev.logproof.process.ChildProcess;
import dev.logproof.process.ChildProcessBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;

/**
 * Runs the engine in its own process, since its libraries conflict and its memory exhaustion must
 * not affect the streams. Statements wait until startup completes. Thread-safe.
 */
final class EngineProcess implements SqlEngine, AutoCloseable {
  private static final String READY = "ready ";
  private static final String CATALOG = "awsdatacatalog";
  private static final long TICK_MILLIS = 100;
  private static final Duration STOP = Duration.ofSeconds(10);

  private final ChildProcess process;
  private final CompletableFuture<TrinoClient> ready = new CompletableFuture<>();

  private EngineProcess(ChildProcess process) {
    this.process = process;
  }

  /**
   * Returns immediately.
   *
   * @param tables S3 URI of database and table descriptions
   */
  static EngineProcess start(Path home, URI s3, String region, URI tables, Credentials credentials)
      throws IOException {
    ChildProcess process =
        ChildProcessBuilder.program(
                home,
                "athena-engine",
                "the engine",
                List.of("--s3-endpoint=" + s3, "--region=" + region, "--tables=" + tables))
            .withoutSettings(any -> false)
            .environment(
                Map.of(
                    "AWS_ACCESS_KEY_ID",
                    credentials.accessKeyId(),
                    "AWS_SECRET_ACCESS_KEY",
                    credentials.secretAccessKey()))
            .start();
    EngineProcess engine = new EngineProcess(process);
    Thread reader = new Thread(engine::read, "athena-engine");
    reader.setDaemon(true);
    reader.start();
    return engine;
  }

  private void read() {
    try (BufferedReader lines = process.process().inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(READY)) {
          ready.complete(new TrinoClient(URI.create(line.substring(READY.length())), CATALOG));
        }
      }
      ready.completeExceptionally(ended());
    } catch (IOException e) {
      ready.completeExceptionally(e);
    }
  }

  private static FailedException ended() {
    return new FailedException("the engine ended; its messages are on standard error", false);
  }

  @Override
  public Result run(String sql, String database, BooleanSupplier goOn)
      throws IOException, InterruptedException {
    while (!ready.isDone()) {
      if (!goOn.getAsBoolean()) {
        throw new FailedException("Query cancelled by its client", false);
      }
      Thread.sleep(TICK_MILLIS);
    }
    return engine().run(sql, database, goOn);
  }

  private TrinoClient engine() throws IOException {
    try {
      return ready.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof IOException known ? known : new IOException(e.getCause());
    }
  }

  @Override
  public void close() {
    try {
      process.stop(STOP);
    } catch (InterruptedException e) {
      process.kill();
      Thread.currentThread().interrupt();
    }
  }
}
