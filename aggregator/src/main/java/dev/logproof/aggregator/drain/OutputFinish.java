package dev.logproof.aggregator.drain;

import dev.logproof.aggregator.output.Output;
import dev.logproof.aggregator.stop.StopDeadline;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finishes outputs in parallel, so that none waits for another's deadline. Used by the main thread.
 */
final class OutputFinish {
  private static final Logger LOG = LoggerFactory.getLogger(OutputFinish.class);

  private static final long GRACE_MILLIS = 1_200;

  private final Map<String, Boolean> delivered = new ConcurrentHashMap<>();

  boolean run(Collection<Output> outputs, StopDeadline deadline) throws InterruptedException {
    Map<Output, Thread> threads = new LinkedHashMap<>();
    for (Output output : outputs) {
      Thread thread = new Thread(() -> finish(output, deadline), "finish-" + output.id());
      thread.setDaemon(true);
      thread.start();
      threads.put(output, thread);
    }
    for (Map.Entry<Output, Thread> each : threads.entrySet()) {
      each.getValue().join(deadline.remainingMillis() + GRACE_MILLIS);
      if (each.getValue().isAlive()) {
        LOG.error("output {} did not end in time: its events stay pending", each.getKey().id());
      }
    }
    return outputs.stream().allMatch(output -> delivered.getOrDefault(output.id(), false));
  }

  private void finish(Output output, StopDeadline deadline) {
    try {
      delivered.put(output.id(), output.finish(deadline));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      LOG.error("output {}: internal error while stopping", output.id(), e);
    }
  }
}
