package dev.logproof.aggregator.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.buffer.EventOutcomes;
import dev.logproof.aggregator.metrics.Accounting;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.spool.OutputSpool;
import dev.logproof.aggregator.spool.Spools;
import dev.logproof.aggregator.spool.TestSpools;
import dev.logproof.aggregator.stop.StopDeadline;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** One task, from its start to its stop, whose only output receives single events. */
final class EventTask {
  private final StopDeadline deadline = new StopDeadline(System::nanoTime);
  private final Ledger ledger;
  private final Spools spools;
  private final BufferedSink sink;
  private final EventLoopOutput view;
  private final long epochSeconds;

  /** Starts a task whose events all have the time {@code epochSeconds}. */
  EventTask(SinkKind kind, EventOutcomes outcomes, Path spool, EventLoop loop, long epochSeconds)
      throws IOException {
    this(kind, outcomes, spool, loop, epochSeconds, 1);
  }

  /** Starts a task whose random numbers have this seed. */
  EventTask(
      SinkKind kind,
      EventOutcomes outcomes,
      Path spool,
      EventLoop loop,
      long epochSeconds,
      long seed)
      throws IOException {
    this.epochSeconds = epochSeconds;
    ledger = outcomes.ledger();
    spools = TestSpools.create(ledger);
    OutputSpool opened = TestSpools.open(spools, spool, kind.buffer().isOnDisk());
    sink =
        new BufferedSink(
            kind,
            1 << 20,
            new BufferedSink.Dependencies(deadline, outcomes, opened, new SplittableRandom(seed)));
    sink.start();
    view = sink.forLoop(loop);
  }

  EventTask send(String tag, String... fields) {
    ledger.received(1, 0);
    TestEvents.send(view, tag, epochSeconds, TestEvents.map(fields));
    return this;
  }

  /** Stops within {@code millis} and checks the counters. */
  Accounting stop(long millis) throws InterruptedException {
    view.close();
    deadline.endIn(millis);
    boolean finished = sink.finish(deadline);
    spools.close();
    assertThat(finished).isEqualTo(ledger.accounting().pending() == 0);
    assertThat(ledger.accounting().balanced()).isTrue();
    return ledger.accounting();
  }
}
