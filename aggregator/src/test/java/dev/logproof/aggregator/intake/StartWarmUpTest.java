package dev.logproof.aggregator.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests that simulated clients come, and that none stays. */
class StartWarmUpTest {
  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void hasClientsComeAndGoUntilStopped() throws Exception {
    try (Transport transport = new Transport(1)) {
      StartWarmUp warmUp = new StartWarmUp(transport);
      warmUp.start();
      while (warmUp.openClients() == 0) {
        Thread.onSpinWait();
      }

      warmUp.stop();

      assertTrue(transport.responds(10_000));
      while (warmUp.openClients() > 0) {
        Thread.onSpinWait();
      }
      assertEquals(0, warmUp.openClients());
    }
  }

  @Test
  void needsNoStart() throws Exception {
    try (Transport transport = new Transport(1)) {
      StartWarmUp warmUp = new StartWarmUp(transport);

      warmUp.stop();

      assertEquals(0, warmUp.openClients());
    }
  }
}
