package dev.logproof.aggregator.drain;

import dev.logproof.aggregator.intake.Connections;
import dev.logproof.aggregator.intake.DrainWarmUp;
import dev.logproof.aggregator.intake.EventLoopOutputs;
import dev.logproof.aggregator.intake.ForwardServer;
import dev.logproof.aggregator.intake.Transport;
import dev.logproof.aggregator.output.Output;
import dev.logproof.aggregator.output.OutputFinish;
import dev.logproof.aggregator.silence.DrainWindow;
import dev.logproof.aggregator.stop.StopDeadline;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops a task: closes the listeners, reads on for a while, drains each client when it loses
 * nothing, and delivers until the deadline. Health checks are answered throughout. Runs on the main
 * thread.
 */
public final class Drain {
  private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
  private static final long LAST_ACKS_MILLIS = 500;

  /** Time for fully acknowledged clients to close. */
  private static final long PAID_CLOSE_MILLIS = 100;

  private static final long BACKLOG_MILLIS = 500;

  private final Transport transport;
  private final List<ForwardServer> servers;
  private final Connections connections;
  private final EventLoopOutputs loopOutputs;
  private final Collection<Output> outputs;
  private final StopDeadline deadline;
  private final LongSupplier nanoTime;

  /** Stops the given servers, connections and outputs by the clock of {@code deadline}. */
  public Drain(
      Transport transport,
      List<ForwardServer> servers,
      Connections connections,
      EventLoopOutputs loopOutputs,
      Collection<Output> outputs,
      StopDeadline deadline) {
    this.transport = transport;
    this.servers = List.copyOf(servers);
    this.connections = connections;
    this.loopOutputs = loopOutputs;
    this.outputs = List.copyOf(outputs);
    this.deadline = deadline;
    this.nanoTime = deadline.nanoTime();
  }

  /**
   * Runs all phases.
   *
   * @return true if everything held was delivered in time
   */
  public boolean run(DrainTimes times) throws InterruptedException {
    deadline.endIn(times.stopMillis());
    LOG.info(
        "stopping: {} connections open; reading on for {} ms, waiting for silences for {} ms,"
            + " delivering for {} ms at most",
        connections.count(),
        times.readMillis(),
        times.silenceMillis(),
        times.stopMillis());
    for (ForwardServer server : servers) {
      server.stopAccepting(BACKLOG_MILLIS);
    }
    long readUntilNanos = nanoTime.getAsLong() + times.readMillis() * 1_000_000;
    if (transport.responds(times.readMillis() / 4)) {
      DrainWarmUp.run(transport, times.readMillis() / 2);
    }
    long leftMillis = (readUntilNanos - nanoTime.getAsLong()) / 1_000_000;
    connections.awaitClosed(Math.max(0, leftMillis), nanoTime);
    drainClients(times.silenceMillis(), times.completionMillis());
    boolean delivered = loopOutputs.closeAll(deadline.remainingMillis());
    if (!delivered) {
      LOG.error("the event loops did not end in time: events of their open chunks stay pending");
    }
    delivered &= new OutputFinish().run(outputs, deadline);
    if (connections.awaitPaid(LAST_ACKS_MILLIS, nanoTime)) {
      connections.awaitClosed(PAID_CLOSE_MILLIS, nanoTime);
    }
    connections.resetAll();
    connections.awaitClosed(LAST_ACKS_MILLIS, nanoTime);
    return delivered;
  }

  private void drainClients(long silenceMillis, long millis) throws InterruptedException {
    int open = connections.count();
    DrainWindow window = DrainWindow.ofMillis(silenceMillis, nanoTime);
    long startNanos = nanoTime.getAsLong();
    connections.drain(window);
    if (!connections.awaitSilence(silenceMillis + millis, nanoTime)) {
      connections.resetUnfinished();
      connections.awaitSilence(millis, nanoTime);
    }
    LOG.info(
        "drained {} clients in {} ms; {} wait for acknowledgements; {}",
        open - connections.count(),
        TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - startNanos),
        connections.count(),
        window.report());
  }
}
