package dev.logproof.verify.source.opensearch;

import dev.logproof.record.tracer.TracerCursor;
import dev.logproof.verify.check.Outcome;
import dev.logproof.verify.check.TracerCheck;
import dev.logproof.verify.source.Engine;
import dev.logproof.verify.source.ObjectSource.Listing;
import dev.logproof.verify.source.TracerScanner;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Searches the {@code log} field of every document. Documents carry no write time, so any change
 * requires a full read and no tracer counts as late. During writes, reading takes at most a tenth
 * of the time, to spare other users. Confined to one thread.
 */
public final class OpenSearchEngine implements Engine {
  private static final int WALKS = 3;
  private static final int REST = 9;

  private final SearchApi api;
  private final IndexPattern indices;
  private final Supplier<TracerCheck> checks;
  private final Supplier<Instant> now;
  private final int pageDocuments;
  private TracerCheck check;
  private IndexPattern.IndexState seen = IndexPattern.IndexState.UNKNOWN;
  private IndexPattern.IndexState walked = IndexPattern.IndexState.UNKNOWN;
  private Instant nextWalk = Instant.MIN;
  private Instant newest = Instant.EPOCH;
  private long documents;
  private long withoutLog;
  private String refusedRefresh = "";
  private long bytes;

  /**
   * Creates an engine for the indices that match {@code pattern}.
   *
   * @param pageDocuments documents per page, at most 10,000
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
    if (listing == Listing.ALL_FOLDERS) {
      refresh();
    }
    IndexPattern.IndexState state = indices.state();
    boolean changed = !state.equals(seen);
    if (changed) {
      newest = now.get();
      seen = state;
    }
    boolean due = !isCurrent() && !(changed && now.get().isBefore(nextWalk));
    if (!due && (listing == Listing.RECENT_FOLDERS || check.nothingMissing())) {
      return changed ? 1 : 0;
    }
    Outcome before = check.outcome();
    Instant start = now.get();
    walk(goOn);
    walked = state;
    nextWalk = now.get().plus(Duration.between(start, now.get()).multipliedBy(REST));
    return changed || !before.equals(check.outcome()) ? 1 : 0;
  }

  private void refresh() throws InterruptedException {
    try {
      indices.refresh();
      refusedRefresh = "";
    } catch (IOException e) {
      refusedRefresh = e.getMessage();
    }
  }

  @Override
  public boolean isCurrent() {
    return seen.equals(walked);
  }

  /** Restarts the read if a point in time expires, because the check is then incomplete. */
  private void walk(BooleanSupplier goOn) throws IOException, InterruptedException {
    for (int walk = 1; ; walk++) {
      try {
        walkOnce(goOn);
        return;
      } catch (SearchApi.ContextGoneException e) {
        if (walk == WALKS) {
          throw new IOException("its points in time expire too early: " + e.getMessage(), e);
        }
      }
    }
  }

  private void walkOnce(BooleanSupplier goOn) throws IOException, InterruptedException {
    check = checks.get();
    documents = 0;
    withoutLog = 0;
    bytes = 0;
    TracerScanner scanner = new TracerScanner();
    DocumentFindings findings = new DocumentFindings();
    for (Shard shard : indices.shards()) {
      if (!goOn.getAsBoolean()) {
        return;
      }
      new ShardWalk(api, shard, pageDocuments)
          .run(
              (count, others, logs) -> {
                documents += count;
                withoutLog += others;
                scanner.scan(new ByteArrayInputStream(logs), findings);
              },
              goOn);
    }
  }

  /** Forwards the scanner's findings to the check. */
  private final class DocumentFindings implements TracerScanner.Sightings {
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
  public List<String> unread() {
    if (check.nothingMissing()) {
      return List.of();
    }
    List<String> unread = new ArrayList<>();
    if (!refusedRefresh.isEmpty()) {
      unread.add("documents may exist that cannot be found yet: no refresh: " + refusedRefresh);
    }
    if (withoutLog > 0) {
      unread.add(withoutLog + " documents have no log field, which holds the tracers");
    }
    return unread;
  }

  @Override
  public List<String> notes() {
    return List.of("documents do not state when they were written: none counts as late");
  }

  @Override
  public Instant newest() {
    return newest;
  }

  /** Counts documents with a log field. */
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
