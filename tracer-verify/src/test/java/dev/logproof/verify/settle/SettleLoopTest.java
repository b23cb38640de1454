package dev.logproof.verify.settle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.commandline.Progress;
import dev.logproof.record.tracer.Tracer;
import dev.logproof.record.tracer.TracerText;
import dev.logproof.verify.check.Checks;
import dev.logproof.verify.check.TracerCheck;
import dev.logproof.verify.source.DestinationScan;
import dev.logproof.verify.source.ObjectSource;
import dev.logproof.verify.source.StoredObject;
import dev.logproof.verify.verdict.Requirements;
import dev.logproof.verify.verdict.ScanEnd;
import dev.logproof.verify.verdict.Threshold;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** End conditions of the settle loop, with a clock that only its waits advance. */
class SettleLoopTest {
  private static final Instant END = Instant.parse("2026-01-01T12:00:00Z");
  private static final Duration TIMEOUT = Duration.ofMinutes(15);

  private final Timeline timeline = new Timeline();
  private final TracerCheck check = Checks.ofOneSource(2);
  private final DestinationScan scan =
      new DestinationScan(timeline, check, Duration.ofMinutes(15), 1);

  /** Objects that appear at a set time, some only in a full listing. */
  private static final class Timeline implements ObjectSource, PollClock {
    private final List<StoredObject> objects = new ArrayList<>();
    private final List<String> hidden = new ArrayList<>();
    private Instant now = END;
    private Instant stopAt = Instant.MAX;
    private int wideListings;

    @Override
    public List<StoredObject> list(Instant since, Listing listing) {
      wideListings += listing == Listing.ALL_FOLDERS ? 1 : 0;
      return objects.stream()
          .filter(object -> !object.lastModified().isAfter(now))
          .filter(object -> listing == Listing.ALL_FOLDERS || !hidden.contains(object.key()))
          .toList();
    }

    @Override
    public InputStream open(StoredObject object) {
      long sequence = object.sizeBytes();
      String text =
          sequence < 0
              ? "x"
              : TracerText.format(new Tracer("r", 0, sequence, END.toEpochMilli() * 1_000));
      return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    @Override
    public void close() {}

    @Override
    public Instant now() {
      return now;
    }

    @Override
    public boolean pause(long millis) {
      now = now.plusMillis(millis);
      return isStopped();
    }

    @Override
    public boolean isStopped() {
      return !now.isBefore(stopAt);
    }

    void add(String key, long sequence, int seconds) {
      objects.add(new StoredObject(key, "v", sequence, END.plusSeconds(seconds)));
    }
  }

  private ScanEnd settle() throws Exception {
    return settle(Requirements.NONE);
  }

  private ScanEnd settle(Requirements requirements) throws Exception {
    return settle(new Stability.ByVerdict(), requirements);
  }

  private ScanEnd settle(Duration time) throws Exception {
    return settle(new Stability.Fixed(time), Requirements.NONE);
  }

  private ScanEnd settle(Stability settle, Requirements requirements) throws Exception {
    return new SettleLoop(
            scan,
            new SettleLoop.Span(END.minusSeconds(60), END),
            new SettleLoop.Timeouts(settle, TIMEOUT),
            requirements,
            timeline,
            Progress.onStandardError(true))
        .run();
  }

  private Duration waited() {
    return Duration.between(END, timeline.now);
  }

  @AfterEach
  void close() {
    scan.close();
  }

  private void assertFindsAllAfter(Duration time) throws Exception {
    assertThat(settle()).isEqualTo(ScanEnd.SETTLED);
    assertThat(check.nothingMissing()).isTrue();
    assertThat(waited()).isEqualTo(time);
  }

  @Test
  void settlesSoonWhenNothingIsMissing() throws Exception {
    timeline.add("a", 0, -5);
    timeline.add("b", 1, 3);
    assertThat(settle()).isEqualTo(ScanEnd.SETTLED);
    assertThat(waited()).isEqualTo(Duration.ofSeconds(10));
    assertThat(timeline.wideListings).isEqualTo(1);
  }

  @Test
  void findsDuplicateInOldFolder() throws Exception {
    timeline.add("a", 0, -5);
    timeline.add("b", 1, 3);
    timeline.add("old-folder", 1, 4);
    timeline.hidden.add("old-folder");
    assertThat(settle()).isEqualTo(ScanEnd.SETTLED);
    assertThat(scan.check().outcome().duplicated()).isEqualTo(1);
  }

  @Test
  void settlesDespiteNewObjectsWhenNothingIsMissing() throws Exception {
    timeline.add("a", 0, -5);
    timeline.add("b", 1, 3);
    for (int second = 0; second < 60; second++) {
      timeline.add("noise-" + second, -1, second);
    }
    assertThat(settle()).isEqualTo(ScanEnd.SETTLED);
    assertThat(waited()).isEqualTo(Duration.ofSeconds(10));
  }

  @ParameterizedTest
  @ValueSource(strings = {"duplicated<=1", "corrupt<1", "unexpected==0", "late<=0", "recovered<=5"})
  void waitsWhileThresholdCanStillBreak(String limit) throws Exception {
    timeline.add("a", 0, -5);
    timeline.add("b", 1, 3);
    timeline.add("again", 1, 16);
    Requirements requirements = new Requirements(List.of(Threshold.parse(limit)));
    assertThat(settle(requirements)).isEqualTo(ScanEnd.SETTLED);
    assertThat(waited()).isEqualTo(Duration.ofSeconds(16 + 330));
    assertThat(scan.check().outcome().duplicated()).isEqualTo(1);
    assertThat(timeline.wideListings).isPositive();
  }

  @Test
  void waitsNoLongerOnceAThresholdIsBroken() throws Exception {
    timeline.add("a", 0, -5);
    timeline.add("b", 1, 3);
    timeline.add("again", 1, 16);
    Requirements requirements = new Requirements(List.of(Threshold.parse("duplicated<=0")));
    assertThat(settle(requirements)).isEqualTo(ScanEnd.SETTLED);
    assertThat(waited()).isEqualTo(Duration.ofSeconds(16));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lost<=0", "reliability>=99%", "attempted>=2", "late>=0"})
  void waitsNoLongerForAThresholdThatIsDecided(String limit) throws Exception {
    timeline.add("a", 0, -5);
    timeline.add("b", 1, 3);
    Requirements requirements = new Requirements(List.of(Threshold.parse(limit)));
    assertThat(settle(requirements)).isEqualTo(ScanEnd.SETTLED);
    assertThat(waited()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void keepsToTheSettleTimeThatWasGiven() throws Exception {
    timeline.add("a", 0, -5);
    timeline.add("b", 1, 3);
    Requirements requirements = new Requirements(List.of(Threshold.parse("duplicated<=0")));
    assertThat(settle(new Stability.Fixed(Duration.ofSeconds(20)), requirements))
        .isEqualTo(ScanEnd.SETTLED);
    assertThat(waited()).isEqualTo(Duration.ofSeconds(23));
  }

  @Test
  void waitsForMissingTracerBeyondFirehoseBuffering() throws Exception {
    timeline.add("a", 0, 0);
    timeline.add("b", 1, 300);
    assertFindsAllAfter(Duration.ofMinutes(5));
  }

  /** The stream buffers for 600 s; the run's last buffer has not been delivered yet. */
  @Test
  void waitsForMissingTracerAsLongAsOthersTook() throws Exception {
    timeline.add("a", 0, 600);
    timeline.now = END.plusSeconds(601);
    timeline.add("b", 1, 1_200);
    assertFindsAllAfter(Duration.ofMinutes(20));
  }

  @Test
  void restartsWaitWithEveryNewObject() throws Exception {
    timeline.add("a", 0, 0);
    timeline.add("b", -1, 8);
    timeline.add("c", -1, 16);
    assertThat(settle(Duration.ofSeconds(10))).isEqualTo(ScanEnd.SETTLED);
    assertThat(waited()).isEqualTo(Duration.ofSeconds(26));
    assertThat(check.outcome().lost()).isEqualTo(1);
  }

  @Test
  void timesOutWhenObjectsKeepArriving() throws Exception {
    for (int second = 0; second < 2 * TIMEOUT.toSeconds(); second++) {
      timeline.add("noise-" + second, -1, second);
    }
    assertThat(settle(Duration.ofSeconds(10))).isEqualTo(ScanEnd.TIMED_OUT);
    assertThat(waited()).isEqualTo(TIMEOUT);
  }

  @Test
  void skipsWaitForOldRun() throws Exception {
    timeline.now = END.plus(Duration.ofDays(1));
    timeline.add("a", 0, 0);
    assertThat(settle()).isEqualTo(ScanEnd.SETTLED);
    assertThat(waited()).isEqualTo(Duration.ofDays(1));
  }

  @Test
  void listsEveryFolderBeforeReportingMissing() throws Exception {
    timeline.add("a", 0, 0);
    timeline.add("strange-folder", 1, 1);
    timeline.hidden.add("strange-folder");
    assertThat(settle(Duration.ofSeconds(10))).isEqualTo(ScanEnd.SETTLED);
    assertThat(check.nothingMissing()).isTrue();
    assertThat(timeline.wideListings).isEqualTo(1);
  }

  @Test
  void stopsWaitingOnSignal() throws Exception {
    timeline.add("a", 0, 0);
    timeline.stopAt = END.plusSeconds(4);
    assertThat(settle()).isEqualTo(ScanEnd.STOPPED);
    assertThat(waited()).isEqualTo(Duration.ofSeconds(4));
  }
}
