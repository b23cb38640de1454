package dev.logproof.aggregator.intake;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.logproof.aggregator.seams.LogHook;
import dev.logproof.aggregator.seams.SeamFaults;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Every seam from socket to sealed chunk throws at random. Acknowledged events are kept, none
 * twice, and the ledger balances.
 */
class IntakeSeamsTest {
  private static final int FRAMES = 6;

  private final long seed = SeamFaults.seed();
  private final Map<IntakeSeam, Integer> thrown = new EnumMap<>(IntakeSeam.class);
  private SplittableRandom random = new SplittableRandom(seed);
  private int oneIn = Integer.MAX_VALUE;
  private final Thread tested = Thread.currentThread();
  private final LogHook log =
      new LogHook(
          Level.WARN,
          logger -> Thread.currentThread() == tested && logger.startsWith("dev.logproof"),
          (level, format, cause) -> maybeThrow(IntakeSeam.LOG, 2));

  @AfterEach
  void close() {
    log.close();
  }

  private void maybeThrow(IntakeSeam seam, int every) {
    if (oneIn != Integer.MAX_VALUE && random.nextInt(every) == 0) {
      thrown.merge(seam, 1, Integer::sum);
      throw SeamFaults.fault(seam.name(), random);
    }
  }

  /** Events and allocations are frequent, other seams rare. */
  private void strike(IntakeSeam seam) {
    boolean frequent = seam == IntakeSeam.TRANSCODE || seam == IntakeSeam.ALLOCATE;
    maybeThrow(seam, frequent ? 10 * oneIn : oneIn);
  }

  @Test
  void keepsAcknowledgedEventsUnderInjectedExceptions() throws IOException {
    List<NumberedFrame> frames = NumberedFrame.sequence(FRAMES);
    long startNanos = System.nanoTime();
    int runs = 0;
    while (System.nanoTime() - startNanos < SeamFaults.nanos()
        || thrown.size() < IntakeSeam.values().length) {
      long runSeed = seed + runs++;
      random = new SplittableRandom(runSeed);
      oneIn = 1 << random.nextInt(2, 7);
      IntakeRun run = new IntakeRun(this::strike);
      run.send(frames);
      run.check(frames, "-Dlogproof.seams.seed=" + runSeed);
      oneIn = Integer.MAX_VALUE;
    }
    System.out.printf("seed %d: %d runs, thrown: %s%n", seed, runs, thrown);
    assertThat(thrown.keySet()).containsExactlyInAnyOrder(IntakeSeam.values());
  }
}
