package dev.logproof.localaws.athena;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.localaws.athena.hive.HiveStatements;
import dev.logproof.localaws.athena.hive.HiveStatements.Translation;
import dev.logproof.localaws.athena.hive.SyntaxException;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a few queries in parallel, queues the rest, and keeps the most recent results. Thread-safe.
 */
final class QueryRunner implements AutoCloseable {
  static final int MAX_REMEMBERED = 50;

  static final int MAX_WAITING = 100;
  private static final int PARALLEL = 2;
  private static final Logger LOG = LoggerFactory.getLogger(QueryRunner.class);

  private final SqlEngine engine;
  private final ResultFiles files;
  private final Supplier<Instant> clock;
  private final ExecutorService threads =
      new ThreadPoolExecutor(
          PARALLEL,
          PARALLEL,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(MAX_WAITING),
          QueryRunner::thread);
  private final Map<String, Query> queries = new LinkedHashMap<>();

  /** Stores result files. */
  @FunctionalInterface
  interface ResultFiles {
    void put(String s3Uri, byte[] bytes) throws IOException;
  }

  QueryRunner(SqlEngine engine, ResultFiles files, Supplier<Instant> clock) {
    this.engine = engine;
    this.files = files;
    this.clock = clock;
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "athena-query");
    thread.setDaemon(true);
    return thread;
  }

  void start(Query.Submission request) {
    Query query = new Query(request, clock.get());
    remember(query);
    try {
      threads.execute(() -> run(query));
    } catch (RejectedExecutionException e) {
      forget(request.id());
      throw AthenaErrors.tooMany(MAX_WAITING + PARALLEL);
    }
  }

  private synchronized void remember(Query query) {
    queries.put(query.request().id(), query);
    if (queries.size() > MAX_REMEMBERED + MAX_WAITING + PARALLEL) {
      queries.values().stream()
          .filter(other -> other.status().isOver())
          .findFirst()
          .ifPresent(oldest -> queries.remove(oldest.request().id()));
    }
  }

  private synchronized void forget(String id) {
    queries.remove(id);
  }

  /** Empty when unknown or no longer kept. */
  synchronized Optional<Query> find(String id) {
    return Optional.ofNullable(queries.get(id));
  }

  private void run(Query query) {
    Query.Submission request = query.request();
    try {
      Translation translation = HiveStatements.translate(request.sql(), request.database());
      query.running(translation.kind());
      SqlEngine.Result result = engine.run(translation.sql(), request.database(), query::wanted);
      files.put(request.output(), ResultText.of(translation.kind(), result).getBytes(UTF_8));
      query.succeeded(result, clock.get());
    } catch (SyntaxException e) {
      query.failed("SYNTAX_ERROR: " + e.getMessage(), false, clock.get());
    } catch (SqlEngine.FailedException e) {
      query.failed(e.getMessage(), e.retryable(), clock.get());
    } catch (IOException e) {
      query.failed(e.toString(), true, clock.get());
    } catch (InterruptedException e) {
      query.failed("local-aws is stopping", true, clock.get());
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("query {} failed", request.id(), e);
      query.failed("local-aws failed; its log says why", false, clock.get());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
