package dev.logproof.aggregator.spool;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/**
 * Runs random scripts against the model. {@code -Dlogproof.spool.seeds=N} sets their number, {@code
 * -Dlogproof.spool.seed=S} the first seed.
 */
class SpoolCrashTest {
  private static final int SEEDS = Integer.getInteger("logproof.spool.seeds", 500);
  private static final boolean VERBOSE = SEEDS == 1;
  private static final long FIRST = Long.getLong("logproof.spool.seed", 0);

  private final Logger logger = (Logger) LoggerFactory.getLogger("dev.logproof.aggregator.spool");
  private final Level level = logger.getLevel();

  /** Every fault would be logged. */
  @BeforeEach
  void logNothing() {
    logger.setLevel(VERBOSE ? Level.INFO : Level.OFF);
  }

  @AfterEach
  void logAgain() {
    logger.setLevel(level);
  }

  @Test
  @Timeout(3_600)
  void matchesModelUnderRandomFailures() {
    for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
      try {
        new CrashScript(seed).run();
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
  }
}
