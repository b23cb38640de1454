package dev.logproof.verify.source.opensearch;

import dev.logproof.record.tracer.TracerCursor;
import dev.logproof.verify.check.Outcome;
import dev.logproof.verify.check.TracerCheck;
import dev.logproof.verify.source.Engine;
import dev.logproof.verify.source.ObjectSource.Listing;
import dev.logproof.verify.source.TracerScanner;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Looks for tracers in the {@code log} field of every document of some indices. Documents say
 * neither when they were written nor what is new, so a look that finds something changed goes
 * through all of them, with a check of its own; one that finds nothing changed costs a count. For
 * the same reason nothing is ever late here, and the newest thing seen is as old as the look that
 * saw it. One thread.
 */
public final class OpenSearchEngine implements Engine {
  private static final int WALKS = 3;

  private final SearchApi api;
  private final IndexPattern indices;
  private final Supplier<TracerCheck> checks;
  private final Supplier<Instant> now;
  private final int pageDocuments;
  private TracerCheck check;
  private Optional<IndexPattern.State> last = Optional.empty();
  private Instant newest = Instant.EPOCH;
  private long documents;
  private long bytes;

  /**
   * Looks at what {@code pattern} names.
   *
   * @param pageDocuments documents asked for at once, 10,000 at most
   * @param checks makes an empty check
   */
  public OpenSearchEngine(
      SearchApi api,
      String pattern,
      int pageDocuments,
      Supplier<TracerCheck> checks,
      Supplier<Instant> now) {
    this.api = api;
    this.indices = new IndexPattern(api, pattern);
    this.pageDocuments = pageDocuments;
    this.checks = checks;
    this.now = now;
    this.check = checks.get();
  }

  @Override
  public int look(Instant since, Listing listing, BooleanSupplier goOn)
      throws IOException, InterruptedException {
    IndexPattern.State state = indices.state();
    boolean changed = !last.equals(Optional.of(state));
    if (!changed && listing == Listing.RECENT_FOLDERS) {
      return 0;
    }
    Outcome before = check.outcome();
    walk(goOn);
    last = Optional.of(state);
    if (changed) {
      newest = now.get();
    }
    return changed || !before.equals(check.outcome()) ? 1 : 0;
  }

  /** A point in time that did not last leaves a check half full, so everything is begun anew. */
  private void walk(BooleanSupplier goOn) throws IOException, InterruptedException {
    for (int walk = 1; ; walk++) {
      try {
        walkOnce(goOn);
        return;
      } catch (SearchApi.ContextGoneException e) {
        if (walk == WALKS) {
          throw new IOException("its points in time do not last: " + e.getMessage(), e);
        }
      }
    }
  }

  private void walkOnce(BooleanSupplier goOn) throws IOException, InterruptedException {
    check = checks.get();
    documents = 0;
    bytes = 0;
    TracerScanner scanner = new TracerScanner();
    Findings findings = new Findings();
    for (Shard shard : indices.shards()) {
      if (!goOn.getAsBoolean()) {
        return;
      }
      new ShardWalk(api, shard, pageDocuments)
          .run(
              (count, logs) -> {
                documents += count;
                scanner.scan(new ByteArrayInputStream(logs), findings);
              },
              goOn);
    }
  }

  /** Passes on what a scanner finds. */
  private final class Findings implements TracerScanner.Sightings {
    @Override
    public void tracer(TracerCursor tracer) {
      check.observe(tracer, false);
    }

    @Override
    public void corrupt() {
      check.observeCorrupt();
    }

    @Override
    public void read(int count) {
      bytes += count;
    }
  }

  @Override
  public String name() {
    return "opensearch";
  }

  @Override
  public TracerCheck check() {
    return check;
  }

  @Override
  public List<String> notes() {
    return List.of("documents do not say when they were written: none is called late");
  }

  @Override
  public Instant newest() {
    return newest;
  }

  /** Documents with a log field; where none has one, nothing was looked at. */
  @Override
  public long objects() {
    return documents;
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public void close() {}
}
