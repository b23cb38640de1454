package dev.logproof.experiment.process;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A supervisor without signal handlers that leaves no process behind. */
public final class TestSupervisor implements AfterEachCallback {
  private final CountDownLatch signal = new CountDownLatch(1);
  private final Supervisor supervisor =
      new Supervisor(millis -> signal.await(millis, TimeUnit.MILLISECONDS));

  /** The supervisor of one test. */
  public Supervisor get() {
    return supervisor;
  }

  /** Stops every wait as SIGTERM does. */
  void signal() {
    signal.countDown();
  }

  @Override
  public void afterEach(ExtensionContext context) throws InterruptedException {
    supervisor.stopAll(Duration.ZERO);
  }
}
