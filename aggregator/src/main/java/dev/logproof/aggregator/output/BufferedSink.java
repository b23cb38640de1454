package dev.logproof.aggregator.output;

import dev.logproof.aggregator.buffer.BufferSpace;
import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.buffer.ChunkQueue;
import dev.logproof.aggregator.buffer.EventOutcomes;
import dev.logproof.aggregator.buffer.RecordForm;
import dev.logproof.aggregator.buffer.RejectedEvents;
import dev.logproof.aggregator.config.BufferConfig;
import dev.logproof.aggregator.delivery.DeliveryWorkers;
import dev.logproof.aggregator.delivery.UndeliveredEvents;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.metrics.LeftOnDisk;
import dev.logproof.aggregator.spool.OutputSpool;
import dev.logproof.aggregator.spool.SealedChunks;
import dev.logproof.aggregator.spool.SpoolReplay;
import dev.logproof.aggregator.spool.SpoolThread;
import dev.logproof.aggregator.spool.StopSpool;
import dev.logproof.aggregator.spool.WriteAheadLog;
import dev.logproof.aggregator.stop.StopDeadline;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Output with a buffer, delivery threads and a spool. Thread-safe. */
public final class BufferedSink implements Output, ChunkDestinations {
  private static final Logger LOG = LoggerFactory.getLogger(BufferedSink.class);

  /** Time after the deadline for requests in flight. */
  private static final long CUT_MILLIS = 500;

  /** Spooling time if the deadline has already passed. */
  private static final long MIN_SPOOL_MILLIS = 1_000;

  private final SinkKind kind;
  private final ChunkQueue queue;
  private final DeliveryWorkers workers;
  private final EventOutcomes outcomes;
  private final LongAdder retries = new LongAdder();
  private final OutputSpool spool;

  /** Leaves time to spool held events before the task's deadline. */
  private final StopDeadline delivering;

  private final UndeliveredEvents undelivered = new UndeliveredEvents();
  private final SealedChunks sealed;
  private final SpoolReplay replay;
  private volatile boolean started;

  /**
   * Objects that a sink shares with its task.
   *
   * @param random varies the waits of each delivery thread
   */
  public record Dependencies(
      StopDeadline deadline,
      EventOutcomes outcomes,
      OutputSpool spool,
      RandomGenerator.SplittableGenerator random) {}

  /**
   * Delivers after {@link #start}.
   *
   * @param memoryLimitBytes limit of the buffer in memory; its total limit if it is not on disk
   */
  public BufferedSink(SinkKind kind, long memoryLimitBytes, Dependencies dependencies) {
    this(kind, new ChunkQueue(space(kind.buffer(), memoryLimitBytes), () -> {}), dependencies);
  }

  /** Delivers the chunks of {@code held}. */
  public BufferedSink(SinkKind kind, ChunkQueue held, Dependencies dependencies) {
    this.kind = kind;
    this.queue = held;
    boolean onDisk = kind.buffer().isOnDisk();
    this.outcomes = dependencies.outcomes();
    this.spool = dependencies.spool();
    this.delivering = dependencies.deadline().keepingFree(spool::reserveMillis);
    SinkKind.ForThread deliveries =
        kind.deliveries().share(new SinkKind.Shared(delivering, outcomes, retries));
    this.workers =
        new DeliveryWorkers(
            queue,
            () -> deliveries.create(dependencies.random().split()),
            PooledByteBufAllocator.DEFAULT,
            undelivered::add);
    this.replay = new SpoolReplay(spool, queue, outcomes.ledger());
    this.sealed =
        onDisk ? new WriteAheadLog(spool, queue::offer) : SealedChunks.passedTo(queue::offer);
    spool.watch(queue::heldBytes);
  }

  static BufferSpace space(BufferConfig buffer, long memoryLimitBytes) {
    return buffer.isOnDisk()
        ? new BufferSpace(buffer.totalLimitBytes(), memoryLimitBytes)
        : new BufferSpace(memoryLimitBytes, memoryLimitBytes);
  }

  @Override
  public void start() {
    started = true;
    workers.start(kind.id(), kind.buffer().flushThreadCount());
    sealed.start();
    replay.start();
  }

  @Override
  public String id() {
    return kind.id();
  }

  @Override
  public long heldBytes() {
    return queue.heldBytes();
  }

  @Override
  public EventLoopOutput forLoop(EventLoop loop, RejectedEvents rejected) {
    Appenders appenders =
        new Appenders(kind.buffer(), kind.format(), loop, outcomes.offering(rejected));
    if (kind.buffer().keys().isNone() && !kind.format().acksWhenBuffered()) {
      RecordForm form = kind.format().form().get();
      return new ChunkedOutput(
          kind.buffer().overflowAction(), this, form, appenders.single(form, queue::hold, sealed));
    }
    return appenders.keyed(this);
  }

  @Override
  public boolean isName(String name) {
    return kind.format().isName().test(name);
  }

  @Override
  public void hold(long bytes) {
    queue.hold(bytes);
  }

  @Override
  public void accept(String name, Chunk chunk) {
    sealed.accept(chunk);
  }

  /** Takes a chunk whose bytes the output's space holds already. */
  void adopt(Chunk chunk) {
    queue.adopt(chunk.sizeBytes());
    sealed.accept(chunk);
  }

  boolean dropOldest() {
    return queue.dropOldest(outcomes.ledger());
  }

  /** Returns whether nothing is held, here or in the spool of earlier tasks. */
  boolean isIdle() {
    return queue.heldBytes() == 0 && replay.hasEnded();
  }

  @Override
  public boolean isFull() {
    return queue.isFull();
  }

  @Override
  public void whenRoom(Runnable resume) {
    queue.whenRoom(resume);
  }

  @Override
  public void forget(Runnable resume) {
    queue.forget(resume);
  }

  @Override
  public void dropOldestWhileFull() {
    queue.dropOldestWhileFull(outcomes.ledger());
  }

  @Override
  public long oldestMillis() {
    return queue.oldestMillis();
  }

  @Override
  public long retries() {
    return retries.sum();
  }

  /** Accepts a sealed chunk as from an event loop. */
  public void offer(Chunk chunk) {
    queue.hold(chunk.sizeBytes());
    sealed.accept(chunk);
  }

  long memoryBytes() {
    return queue.memoryBytes();
  }

  /** Spools undelivered events. No step waits for a disk or response beyond {@code deadline}. */
  @Override
  public boolean finish(StopDeadline deadline) throws InterruptedException {
    if (!started) {
      kind.deliveries().close();
      return queue.heldBytes() == 0;
    }
    StopDeadline end = new StopDeadline(System::nanoTime);
    end.endIn(
        Math.max(
            MIN_SPOOL_MILLIS, Math.min(TimeUnit.DAYS.toMillis(1), deadline.remainingMillis())));
    boolean replayed = awaitReplay();
    boolean logged = sealed.close(closeMillis());
    queue.close();
    boolean ended = awaitWorkers() || workers.cut(CUT_MILLIS);
    if (!ended) {
      LOG.error(
          "[{}] a delivery thread did not end in time: all records of its chunks are kept", id());
      undelivered.addSeized(workers.seize());
    }
    boolean nothingLeft = spoolRest(end, replayed);
    outcomes.deadLetters().close(Math.min(CUT_MILLIS, end.remainingMillis()));
    if (ended) {
      kind.deliveries().close();
    }
    return ended && logged && nothingLeft;
  }

  /** Leaves time to deliver chunks from memory if the disk hangs. */
  private long closeMillis() {
    return Math.max(CUT_MILLIS, delivering.remainingMillis() / 4);
  }

  private boolean awaitReplay() throws InterruptedException {
    boolean ended = replay.awaitEnd(1);
    while (!ended && !delivering.passed()) {
      ended = replay.awaitEnd(Math.min(100, delivering.remainingMillis()));
    }
    return ended || replay.stop(CUT_MILLIS);
  }

  private boolean awaitWorkers() throws InterruptedException {
    boolean ended = workers.awaitEnd(delivering);
    while (!ended && !delivering.passed()) {
      ended = workers.awaitEnd(delivering);
    }
    return ended;
  }

  private boolean spoolRest(StopDeadline end, boolean replayed) throws InterruptedException {
    StopSpool files = new StopSpool(spool);
    AtomicLong unread = new AtomicLong(-1);
    boolean answered =
        SpoolThread.run(
            "spool-" + id(),
            end.remainingMillis(),
            () -> {
              undelivered.keep(queue, files);
              unread.set(replayed ? replay.countRest() : -1);
            });
    Ledger ledger = outcomes.ledger();
    long unreadEvents = Math.max(0, unread.get());
    if (unread.get() < 0) {
      ledger.left(LeftOnDisk.unread(replay.filesLeft()));
    }
    ledger.recovered(unreadEvents);
    long safe = undelivered.onDisk() + files.safeEvents() + unreadEvents;
    ledger.spooled(safe);
    if (!answered) {
      LOG.error("[{}] the spool's disk does not respond: some pending events are not saved", id());
    }
    if (safe > 0) {
      LOG.warn("[{}] stop deadline: {} events are kept for the next task", id(), safe);
    }
    return answered && safe == 0 && undelivered.isEmpty();
  }
}
