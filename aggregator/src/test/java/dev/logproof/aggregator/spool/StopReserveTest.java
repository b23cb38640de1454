package dev.logproof.aggregator.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Part of the stop time is reserved for spooling. */
class StopReserveTest {
  private static final long MIB = 1L << 20;
  private static final long STOP_MILLIS = 28_000;

  @TempDir Path root;

  private final SeamDisk disk = new SeamDisk();
  private final AtomicLong nanos = new AtomicLong();
  private final DiskRate rate = new DiskRate(disk, nanos::get);
  private final StopReserve reserve = new StopReserve(rate);

  /** Each of the probe's nine writes and syncs takes {@code millis}. */
  private void measure(long millis) throws InterruptedException {
    disk.beforeWrite((seam, file) -> nanos.addAndGet(millis * 1_000_000));
    rate.measure(root.resolve("probe")).join();
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void growsWithHeldBytesAtMeasuredRate() throws InterruptedException {
    measure(10);
    assertThat(rate.bytesPerSecond()).isEqualTo(8 * MIB * 1_000 / 90);
    OutputSpool first = new OutputSpool("a", TestSpools.STREAM, root(), reserve);
    OutputSpool second = new OutputSpool("b", TestSpools.STREAM, root(), reserve);
    reserve.add(first);
    reserve.add(second);
    assertThat(reserve.millis(STOP_MILLIS)).isEqualTo(StopReserve.MARGIN_MILLIS);
    first.watch(() -> 160 * MIB);
    second.watch(() -> 80 * MIB);
    assertThat(reserve.millis(STOP_MILLIS)).isEqualTo(StopReserve.MARGIN_MILLIS + 4_050);
    second.storedBytes().addAndGet(80 * MIB);
    assertThat(reserve.millis(STOP_MILLIS)).isEqualTo(StopReserve.MARGIN_MILLIS + 2_700);
  }

  private SpoolRoot root() {
    return new SpoolRoot(disk, root, InstantSource.system(), new SplittableRandom(1));
  }

  @Test
  void leavesHalfOfTheStopToDeliveryWhileTheDiskDoesNotAnswer() throws InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    disk.hang(new CountDownLatch(1), end);
    Thread probe = rate.measure(root.resolve("probe"));
    assertThat(rate.isKnown()).isFalse();
    OutputSpool output = new OutputSpool("a", TestSpools.STREAM, root(), reserve);
    reserve.add(output);
    output.watch(() -> 100 * MIB);
    assertThat(reserve.millis(STOP_MILLIS)).isEqualTo(StopReserve.MARGIN_MILLIS + 6_000);
    output.watch(() -> 100_000 * MIB);
    assertThat(reserve.millis(STOP_MILLIS)).isEqualTo(STOP_MILLIS / 2);
    assertThat(probe.isDaemon()).isTrue();
    end.countDown();
    probe.join();
  }
}
