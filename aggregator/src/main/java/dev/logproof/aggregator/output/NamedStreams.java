package dev.logproof.aggregator.output;

import dev.logproof.aggregator.buffer.BufferSpace;
import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.buffer.ChunkQueue;
import dev.logproof.aggregator.buffer.EventOutcomes;
import dev.logproof.aggregator.buffer.RejectedEvents;
import dev.logproof.aggregator.config.StreamOutput;
import dev.logproof.aggregator.delivery.UndeliveredEvents;
import dev.logproof.aggregator.metrics.LeftOnDisk;
import dev.logproof.aggregator.spool.SpoolThread;
import dev.logproof.aggregator.spool.StopSpool;
import dev.logproof.aggregator.spool.StreamSpools;
import dev.logproof.aggregator.stop.StopDeadline;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An output to streams of AWS whose stream name has placeholders: one sink per stream, at most
 * {@value #MAX_ALIVE} at a time, within one buffer limit. A stream beyond waits until another is
 * idle; the one used least recently is closed. Its own thread opens and closes streams.
 * Thread-safe.
 */
public final class NamedStreams implements Output, ChunkDestinations {
  static final int MAX_ALIVE = 64;

  /** Limits the names in memory; beyond, inputs wait. */
  private static final int MAX_WAITING = 10_000;

  private static final long RETRY_MILLIS = 1_000;
  private static final long GRACE_MILLIS = 1_200;
  private static final Logger LOG = LoggerFactory.getLogger(NamedStreams.class);

  private final StreamOutput config;
  private final BufferSpace space;
  private final EventOutcomes outcomes;
  private final StreamSpools spools;
  private final Opener opener;
  private final ScheduledExecutorService opening;

  /** Least recently used first. */
  private final Map<String, BufferedSink> alive = new LinkedHashMap<>(16, 0.75f, true);

  private final Map<String, ChunkQueue> waiting = new LinkedHashMap<>();
  private long closedRetries;
  private volatile int waitingNames;
  private volatile boolean started;

  /** Connects to a stream. */
  public interface Opener {
    /** Returns a sink that is not started. */
    BufferedSink open(String stream, ChunkQueue queue);
  }

  /**
   * Opens streams after {@link #start}.
   *
   * @param memoryLimitBytes limit of all streams together in memory
   */
  public NamedStreams(
      StreamOutput config,
      long memoryLimitBytes,
      EventOutcomes outcomes,
      StreamSpools spools,
      Opener opener) {
    this.config = config;
    this.space = BufferedSink.space(config.buffer(), memoryLimitBytes);
    this.outcomes = outcomes;
    this.spools = spools;
    this.opener = opener;
    this.opening =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "streams-" + config.id());
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  public String id() {
    return config.id();
  }

  @Override
  public void start() {
    started = true;
    synchronized (this) {
      spools.left().forEach(this::waitFor);
    }
    openSoon();
  }

  @Override
  public EventLoopOutput forLoop(EventLoop loop, RejectedEvents rejected) {
    EventOutcomes own = outcomes.offering(rejected);
    return new Appenders(config.buffer(), StreamKind.format(config), loop, own).keyed(this);
  }

  @Override
  public boolean isName(String name) {
    return config.records().streamNames().test(name);
  }

  @Override
  public void hold(long bytes) {
    space.hold(bytes);
  }

  @Override
  public synchronized void accept(String name, Chunk chunk) {
    BufferedSink sink = alive.get(name);
    if (sink != null) {
      sink.adopt(chunk);
      return;
    }
    ChunkQueue queue = waitFor(name);
    queue.adopt(chunk.sizeBytes());
    queue.offer(chunk);
    openSoon();
  }

  private ChunkQueue waitFor(String name) {
    ChunkQueue queue = waiting.computeIfAbsent(name, any -> new ChunkQueue(space, () -> {}));
    waitingNames = waiting.size();
    return queue;
  }

  private void openSoon() {
    if (started && !opening.isShutdown()) {
      opening.execute(this::openWaiting);
    }
  }

  private void emptied() {
    if (waitingNames > 0) {
      openSoon();
    }
  }

  /** Runs on the thread of {@link #opening} only. */
  private void openWaiting() {
    try {
      for (Optional<String> next = next(); next.isPresent() && makeRoom(); next = next()) {
        String name = next.get();
        BufferedSink sink = opener.open(name, new ChunkQueue(space, this::emptied));
        sink.start();
        opened(name, sink);
      }
    } catch (RuntimeException | Error e) {
      LOG.error("[{}] cannot open a stream, retrying: {}", id(), e.toString());
      if (!opening.isShutdown()) {
        var unused = opening.schedule(this::openWaiting, RETRY_MILLIS, TimeUnit.MILLISECONDS);
      }
    }
  }

  private synchronized Optional<String> next() {
    return waiting.keySet().stream().findFirst();
  }

  private synchronized void opened(String name, BufferedSink sink) {
    alive.put(name, sink);
    ChunkQueue queue = waiting.remove(name);
    waitingNames = waiting.size();
    for (Optional<Chunk> chunk = queue.poll(); chunk.isPresent(); chunk = queue.poll()) {
      sink.adopt(chunk.get());
    }
  }

  /** Closes the idle stream used least recently; returns false if all streams hold events. */
  private boolean makeRoom() {
    Optional<Map.Entry<String, BufferedSink>> idle;
    synchronized (this) {
      if (alive.size() < MAX_ALIVE) {
        return true;
      }
      idle =
          alive.entrySet().stream()
              .filter(entry -> entry.getValue().isIdle())
              .<Map.Entry<String, BufferedSink>>map(
                  entry -> Map.entry(entry.getKey(), entry.getValue()))
              .findFirst();
      idle.ifPresent(
          entry -> {
            alive.remove(entry.getKey());
            closedRetries += entry.getValue().retries();
          });
    }
    idle.ifPresent(entry -> close(entry.getKey(), entry.getValue()));
    return idle.isPresent();
  }

  private void close(String name, BufferedSink sink) {
    try {
      StopDeadline soon = new StopDeadline(System::nanoTime);
      soon.endIn(GRACE_MILLIS);
      if (!sink.finish(soon)) {
        LOG.error("[{}] the idle stream {} did not close in time", id(), name);
      }
      spools.close(name);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isFull() {
    return space.isFull() || waitingNames >= MAX_WAITING;
  }

  @Override
  public void whenRoom(Runnable resume) {
    space.whenRoom(resume);
  }

  @Override
  public void forget(Runnable resume) {
    space.forget(resume);
  }

  /** Drops from the stream that holds most. */
  @Override
  public synchronized void dropOldestWhileFull() {
    boolean dropping = true;
    while (dropping && space.isFull()) {
      Optional<BufferedSink> largest =
          alive.values().stream().reduce((a, b) -> a.heldBytes() >= b.heldBytes() ? a : b);
      boolean dropped = largest.isPresent() && largest.get().dropOldest();
      dropping = dropped || dropWaiting();
    }
  }

  private boolean dropWaiting() {
    return waiting.values().stream().anyMatch(queue -> queue.dropOldest(outcomes.ledger()));
  }

  @Override
  public long heldBytes() {
    return space.heldBytes();
  }

  @Override
  public synchronized long oldestMillis() {
    LongStream opened = alive.values().stream().mapToLong(BufferedSink::oldestMillis);
    LongStream waits = waiting.values().stream().mapToLong(ChunkQueue::oldestMillis);
    return LongStream.concat(opened, waits).max().orElse(0);
  }

  @Override
  public synchronized long retries() {
    return closedRetries + alive.values().stream().mapToLong(BufferedSink::retries).sum();
  }

  synchronized List<String> aliveStreams() {
    return List.copyOf(alive.keySet());
  }

  @Override
  public boolean finish(StopDeadline deadline) throws InterruptedException {
    opening.shutdown();
    boolean ended = opening.awaitTermination(GRACE_MILLIS, TimeUnit.MILLISECONDS);
    List<BufferedSink> sinks;
    synchronized (this) {
      sinks = new ArrayList<>(alive.values());
    }
    boolean delivered = new OutputFinish().run(sinks, deadline);
    return spoolWaiting(deadline) && delivered && ended;
  }

  /** Events of streams that were never opened are for the next task. */
  private boolean spoolWaiting(StopDeadline deadline) throws InterruptedException {
    Map<String, ChunkQueue> left;
    synchronized (this) {
      left = new LinkedHashMap<>(waiting);
    }
    if (left.isEmpty()) {
      return true;
    }
    boolean answered =
        SpoolThread.run(
            "spool-" + id(),
            Math.max(RETRY_MILLIS, deadline.remainingMillis()),
            () -> left.forEach(this::spool));
    if (!answered) {
      LOG.error("[{}] the spool's disk does not respond: some pending events are not saved", id());
    }
    return false;
  }

  private void spool(String name, ChunkQueue queue) {
    outcomes.ledger().left(LeftOnDisk.unread(spools.filesLeft(name)));
    StopSpool files = new StopSpool(spools.open(name));
    new UndeliveredEvents().keep(queue, files);
    outcomes.ledger().spooled(files.safeEvents());
  }
}
