package dev.logproof.verify.source.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logproof.opensearch.Login;
import dev.logproof.record.tracer.Tracer;
import dev.logproof.record.tracer.TracerText;
import dev.logproof.verify.check.Checks;
import dev.logproof.verify.check.Outcome;
import dev.logproof.verify.cli.OnRealOpenSearch;
import dev.logproof.verify.source.ObjectSource.Listing;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Reads every document of a real node once and reports injected faults. */
@Tag("full")
class OpenSearchEngineTest extends OnRealOpenSearch {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int TRACERS = 300;
  private static final int PAGE_DOCUMENTS = 20;

  private final AtomicReference<Instant> now = new AtomicReference<>(START);

  @Test
  void reportsMissingAndDuplicatedAcrossShardsAndPages() throws Exception {
    node.createIndex("planted-1", 3);
    node.createIndex("planted-2", 1);
    node.index("planted-1", logs(n -> n < 200 && n != 17));
    node.index("planted-1", logs(n -> n == 44 || n == 180));
    node.index("planted-2", logs(n -> n >= 200));
    node.index("planted-2", List.of("no tracer", "~lp1~broken"));

    OpenSearchEngine engine = engine("planted-*");
    assertThat(engine.look(START, Listing.RECENT_FOLDERS, () -> true)).isPositive();

    Outcome outcome = engine.check().outcome();
    assertThat(outcome.attempted()).isEqualTo(TRACERS);
    assertThat(outcome.observed()).isEqualTo(TRACERS - 1);
    assertThat(outcome.ranges().lost().get(0).ranges()).hasToString("17");
    assertThat(outcome.ranges().duplicated().get(0).ranges()).hasToString("44, 180");
    assertThat(outcome.duplicated()).isEqualTo(2);
    assertThat(outcome.late()).isZero();
    assertThat(engine.objects()).isEqualTo(TRACERS + 3);
    assertThat(engine.bytes()).isPositive();
  }

  @Test
  void skipsScanWhenNothingChanged() throws Exception {
    node.createIndex("changing", 2);
    node.index("changing", logs(n -> n != 5));
    OpenSearchEngine engine = engine("changing");
    AtomicInteger pages = new AtomicInteger();
    BooleanSupplier counting = () -> pages.incrementAndGet() > 0;
    assertThat(engine.look(START, Listing.RECENT_FOLDERS, counting)).isPositive();
    assertThat(engine.newest()).isEqualTo(START);

    pages.set(0);
    now.set(START.plusSeconds(9));
    assertThat(engine.look(START, Listing.RECENT_FOLDERS, counting)).isZero();
    assertThat(pages).hasValue(0);
    assertThat(engine.newest()).isEqualTo(START);
    assertThat(engine.look(START, Listing.ALL_FOLDERS, counting)).isZero();
    assertThat(pages.get()).isPositive();

    node.index("changing", logs(n -> n == 5));
    assertThat(engine.look(START, Listing.RECENT_FOLDERS, counting)).isPositive();
    assertThat(engine.newest()).isEqualTo(START.plusSeconds(9));
    assertThat(engine.check().nothingMissing()).isTrue();
    assertThat(engine.check().outcome().duplicated()).isZero();
  }

  @Test
  void pausesNineTimesScanDurationDuringWrites() throws Exception {
    node.createIndex("busy", 1);
    node.index("busy", logs(n -> n < 100));
    OpenSearchEngine engine = engine("busy");
    engine.look(START, Listing.RECENT_FOLDERS, () -> passes(1));
    Instant end = now.get();
    long seconds = Duration.between(START, end).toSeconds();
    assertThat(seconds).isPositive();

    node.index("busy", logs(n -> n >= 100 && n < 200));
    now.set(end.plusSeconds(9 * seconds - 1));
    assertThat(engine.look(START, Listing.RECENT_FOLDERS, () -> true)).isPositive();
    assertThat(engine.isCurrent()).isFalse();
    assertThat(engine.newest()).isEqualTo(now.get());
    assertThat(engine.check().outcome().observed()).isEqualTo(100);
    now.set(end.plusSeconds(9 * seconds));
    node.index("busy", logs(n -> n == 200));
    engine.look(START, Listing.RECENT_FOLDERS, () -> passes(1));
    assertThat(engine.isCurrent()).isTrue();
    assertThat(engine.check().outcome().observed()).isEqualTo(201);

    node.index("busy", logs(n -> n > 200));
    engine.look(START, Listing.RECENT_FOLDERS, () -> true);
    assertThat(engine.isCurrent()).isFalse();
    engine.look(START, Listing.RECENT_FOLDERS, () -> true);
    assertThat(engine.isCurrent()).as("nothing is written any more").isTrue();
    assertThat(engine.check().nothingMissing()).isTrue();
  }

  private boolean passes(int seconds) {
    now.set(now.get().plusSeconds(seconds));
    return true;
  }

  @Test
  void renewsLostPointInTimeWithoutCountingTwice() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    OpenSearchEngine engine = engineOfWhole("renewed", 2);

    engine.look(
        START, Listing.RECENT_FOLDERS, () -> asked.incrementAndGet() != 6 || pointsInTimeAreGone());

    assertThat(engine.check().outcome().observed()).isEqualTo(TRACERS);
    assertThat(engine.check().outcome().duplicated()).isZero();
    assertThat(engine.objects()).isEqualTo(TRACERS);
  }

  @Test
  void failsWhenPointsInTimeDoNotLast() throws Exception {
    node.createIndex("fleeting", 1);
    node.index("fleeting", logs(n -> true));

    assertThatThrownBy(
            () ->
                engine("fleeting")
                    .look(START, Listing.RECENT_FOLDERS, OpenSearchEngineTest::pointsInTimeAreGone))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("expire too early");
  }

  @Test
  void findsNothingInMissingIndex() throws Exception {
    for (String pattern : List.of("nowhere", "nowhere-*")) {
      OpenSearchEngine engine = engine(pattern);
      engine.look(START, Listing.RECENT_FOLDERS, () -> true);
      assertThat(engine.objects()).isZero();
      assertThat(engine.look(START, Listing.ALL_FOLDERS, () -> true)).isZero();
    }
  }

  @Test
  void reportsDocumentsWithoutLogFieldAsUnread() throws Exception {
    node.call("POST", "/bare/_doc?refresh=true", "{\"message\":\"~lp1~\"}");
    node.call("POST", "/bare/_doc?refresh=true", "{\"log\":[\"~lp1~\"]}");
    OpenSearchEngine engine = engine("bare");
    engine.look(START, Listing.RECENT_FOLDERS, () -> true);
    assertThat(engine.objects()).isEqualTo(1);
    assertThat(engine.check().outcome().corrupt()).isEqualTo(1);
    assertThat(engine.unread())
        .containsExactly("1 documents have no log field, which holds the tracers");
  }

  /** The index has automatic refresh disabled. */
  @Test
  void refreshesIndexBeforeReportingLoss() throws Exception {
    node.createIndex("hidden", 1);
    node.call("PUT", "/hidden/_settings", "{\"index\":{\"refresh_interval\":\"-1\"}}");
    for (String log : logs(n -> true)) {
      node.call("POST", "/hidden/_doc", "{\"log\":\"" + log + "\"}");
    }
    OpenSearchEngine engine = engine("hidden");
    engine.look(START, Listing.RECENT_FOLDERS, () -> true);
    assertThat(engine.check().outcome().observed()).isZero();
    assertThat(engine.look(START, Listing.ALL_FOLDERS, () -> true)).isPositive();
    assertThat(engine.check().nothingMissing()).isTrue();
    assertThat(engine.unread()).isEmpty();
  }

  @Test
  void failsOnClosedIndex() throws Exception {
    node.createIndex("closed-1", 1);
    node.call("POST", "/closed-1/_close", "");

    assertThatThrownBy(() -> engine("closed-*").look(START, Listing.RECENT_FOLDERS, () -> true))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void stopsScanOnSignal() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    OpenSearchEngine engine = engineOfWhole("stopped", 1);

    engine.look(START, Listing.RECENT_FOLDERS, () -> asked.incrementAndGet() < 4);

    assertThat(engine.objects()).isEqualTo(2 * PAGE_DOCUMENTS);
    assertThat(node.call("GET", "/_search/point_in_time/_all", "")).contains("\"pits\":[]");
  }

  private static boolean pointsInTimeAreGone() {
    try {
      node.call("DELETE", "/_search/point_in_time/_all", "");
      return true;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An engine of a new index with every tracer. */
  private OpenSearchEngine engineOfWhole(String index, int shards) throws Exception {
    node.createIndex(index, shards);
    node.index(index, logs(n -> true));
    return engine(index);
  }

  private OpenSearchEngine engine(String pattern) {
    return new OpenSearchEngine(
        new SearchApi(node.endpoint(), Login.NONE),
        pattern,
        PAGE_DOCUMENTS,
        () -> Checks.ofOneSource(TRACERS),
        now::get);
  }

  private static List<String> logs(LongPredicate which) {
    long micros = START.toEpochMilli() * 1_000;
    return LongStream.range(0, TRACERS)
        .filter(which)
        .mapToObj(n -> "GET /ä " + TracerText.format(new Tracer("r", 0, n, micros)) + " 200")
        .toList();
  }
}
