package dev.logproof.aggregator.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Each allocation from socket to sealed chunk fails once. Acknowledged events are kept, none twice,
 * all memory is released, and the ledger balances.
 */
class AllocationFailuresTest {
  private static final int FRAMES = 8;
  private static final int MAX_ALLOCATIONS = 500;

  @Test
  void survivesFailureOfEachAllocation() throws IOException {
    List<NumberedFrame> frames = NumberedFrame.sequence(FRAMES);
    int failing = 0;
    boolean struck = true;
    while (struck && failing < MAX_ALLOCATIONS) {
      struck = check(frames, failing++);
    }
    assertThat(failing).as("allocations in a run").isBetween(50, MAX_ALLOCATIONS - 1);
  }

  private static boolean check(List<NumberedFrame> frames, int failing) throws IOException {
    AtomicInteger taken = new AtomicInteger();
    IntakeRun run =
        new IntakeRun(
            seam -> {
              if (seam == IntakeSeam.ALLOCATE && taken.getAndIncrement() == failing) {
                throw new OutOfMemoryError("planted");
              }
            });
    run.send(frames);
    Set<Integer> acknowledged = run.check(frames, "allocation " + failing);
    boolean struck = taken.get() > failing;
    if (!struck) {
      assertThat(acknowledged).hasSize(FRAMES);
    }
    return struck;
  }
}
