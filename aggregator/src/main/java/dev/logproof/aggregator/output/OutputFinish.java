package dev.logproof.aggregator.output;

import dev.logproof.aggregator.stop.StopDeadline;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finishes outputs in parallel, so that none waits for another's deadline. Used by one thread. */
public final class OutputFinish {
  private static final Logger LOG = LoggerFactory.getLogger(OutputFinish.class);

  private static final long GRACE_MILLIS = 1_200;

  /** An output on its own thread, and whether it delivered everything. */
  private record Finishing(Output output, Thread thread, AtomicBoolean delivered) {}

  /** Returns whether all outputs ended in time and delivered everything. */
  public boolean run(Collection<? extends Output> outputs, StopDeadline deadline)
      throws InterruptedException {
    List<Finishing> all = outputs.stream().map(output -> start(output, deadline)).toList();
    for (Finishing each : all) {
      each.thread.join(deadline.remainingMillis() + GRACE_MILLIS);
      if (each.thread.isAlive()) {
        LOG.error("output {} did not end in time: its events stay pending", each.output.id());
      }
    }
    return all.stream().allMatch(each -> each.delivered.get());
  }

  private static Finishing start(Output output, StopDeadline deadline) {
    AtomicBoolean delivered = new AtomicBoolean();
    Thread thread =
        new Thread(() -> delivered.set(finish(output, deadline)), "finish-" + output.id());
    thread.setDaemon(true);
    thread.start();
    return new Finishing(output, thread, delivered);
  }

  private static boolean finish(Output output, StopDeadline deadline) {
    try {
      return output.finish(deadline);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      LOG.error("output {}: internal error while stopping", output.id(), e);
    }
    return false;
  }
}
