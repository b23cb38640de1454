package dev.logproof.aggregator.intake;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Every seam from socket to sealed chunk throws at random. Acknowledged events are kept, none
 * twice, and the ledger balances. {@code -Dlogproof.seams.seconds} sets the duration, {@code
 * -Dlogproof.seams.seed} the faults.
 */
class IntakeSeamsTest {
  private static final int FRAMES = 6;

  private final long seed = Long.getLong("logproof.seams.seed", 20_261_129);
  private final long nanos = TimeUnit.SECONDS.toNanos(Long.getLong("logproof.seams.seconds", 4));
  private final Map<IntakeSeam, Integer> thrown = new EnumMap<>(IntakeSeam.class);
  private final LoggerContext logs = (LoggerContext) LoggerFactory.getILoggerFactory();
  private SplittableRandom random = new SplittableRandom(seed);
  private int oneIn = Integer.MAX_VALUE;

  /** Log filter that throws at random on this thread. */
  private final class FaultyLog extends TurboFilter {
    private final Thread tested = Thread.currentThread();

    @Override
    public FilterReply decide(
        Marker marker, Logger logger, Level level, String format, Object[] values, Throwable t) {
      if (Thread.currentThread() == tested
          && logger.getName().startsWith("dev.logproof")
          && level.isGreaterOrEqual(Level.WARN)) {
        maybeThrow(IntakeSeam.LOG, 2);
      }
      return FilterReply.DENY;
    }
  }

  @BeforeEach
  void plant() {
    logs.addTurboFilter(new FaultyLog());
  }

  @AfterEach
  void remove() {
    logs.resetTurboFilterList();
  }

  private void maybeThrow(IntakeSeam seam, int every) {
    if (oneIn != Integer.MAX_VALUE && random.nextInt(every) == 0) {
      thrown.merge(seam, 1, Integer::sum);
      throw fault(seam.name(), random.nextInt(4));
    }
  }

  private static RuntimeException fault(String name, int kind) {
    return switch (kind) {
      case 0 -> new IllegalStateException(name);
      case 1 -> new IndexOutOfBoundsException(name);
      case 2 -> throw new OutOfMemoryError(name);
      default -> throw new NoClassDefFoundError(name);
    };
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
    while (System.nanoTime() - startNanos < nanos || thrown.size() < IntakeSeam.values().length) {
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
