package dev.logproof.aggregator.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.buffer.EventOutcomes;
import dev.logproof.aggregator.config.TestOutput;
import dev.logproof.aggregator.firehose.RequestMemory;
import dev.logproof.aggregator.firehose.TestStream;
import dev.logproof.aggregator.metrics.Accounting;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.spool.Spools;
import dev.logproof.aggregator.spool.TestSpools;
import dev.logproof.aggregator.spool.disk.Disk;
import dev.logproof.aggregator.spool.disk.NioDisk;
import dev.logproof.aggregator.stop.StopDeadline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** One task with one output: counters, a spool directory and the sink. */
public final class SinkTask {
  private final Ledger ledger;
  private final StopDeadline deadline = new StopDeadline(System::nanoTime);
  private final Spools spools;
  private final BufferedSink sink;
  private boolean finished;

  /** Starts nothing yet. */
  public SinkTask(TestOutput output, TestStream stream, Disk disk, Path directory)
      throws IOException {
    this(output, stream, disk, directory, new Ledger());
  }

  /** Counts in {@code ledger}, which other outputs may share. */
  SinkTask(TestOutput output, TestStream stream, Disk disk, Path directory, Ledger ledger)
      throws IOException {
    this(
        StreamKind.of(output.config(), stream, new RequestMemory(Long.MAX_VALUE)),
        output.memoryLimitBytes(),
        output.onDisk(),
        disk,
        directory,
        ledger);
  }

  private SinkTask(
      SinkKind kind,
      long memoryLimitBytes,
      boolean onDisk,
      Disk disk,
      Path directory,
      Ledger ledger)
      throws IOException {
    this.ledger = ledger;
    spools = TestSpools.create(disk, ledger);
    sink =
        new BufferedSink(
            kind,
            memoryLimitBytes,
            new BufferedSink.Dependencies(
                deadline,
                new EventOutcomes(ledger, (reason, event) -> {}),
                TestSpools.open(spools, directory, onDisk),
                new SplittableRandom(1)));
  }

  /** Creates a task with a sink of any kind on the machine's disk. */
  static SinkTask of(SinkKind kind, boolean onDisk, Path directory) throws IOException {
    return new SinkTask(
        kind, kind.buffer().totalLimitBytes(), onDisk, new NioDisk(), directory, new Ledger());
  }

  /** Starts a task on the machine's disk. */
  public static SinkTask start(TestOutput output, TestStream stream, Path directory)
      throws IOException {
    SinkTask task = new SinkTask(output, stream, new NioDisk(), directory);
    task.start();
    return task;
  }

  void start() {
    sink.start();
  }

  BufferedSink sink() {
    return sink;
  }

  /** Receives the events of a sealed chunk. */
  public void receive(Chunk chunk) {
    ledger.received(chunk.records(), 0);
    ledger.held(chunk.records());
    sink.offer(chunk);
  }

  /** Stops within {@code millis} and checks that the counters balance. */
  public Accounting stop(long millis) throws InterruptedException {
    deadline.endIn(millis);
    finished = sink.finish(deadline);
    spools.close();
    Accounting counters = ledger.accounting();
    assertThat(counters.balanced()).as(counters.line()).isTrue();
    return counters;
  }

  /** Returns what the sink reported at its stop: true if it holds nothing any more. */
  public boolean finished() {
    return finished;
  }
}
