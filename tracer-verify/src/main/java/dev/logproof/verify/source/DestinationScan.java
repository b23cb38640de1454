package dev.logproof.verify.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.verify.check.TracerCheck;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/**
 * Looks for tracers in every object of a destination, each object once, a few at a time, all of
 * them as streams. What is kept of an object is a digest of its key and version. Called by one
 * thread; scans on a bounded pool.
 */
public final class DestinationScan implements Engine {
  private static final long TICK_MILLIS = 200;

  /** About 100 bytes of memory each; at Firehose's default of 5 MiB they hold 5 TB. */
  private static final int MAX_OBJECTS = 1_000_000;

  private final ObjectSource source;
  private final TracerCheck check;
  private final Duration lateAfter;
  private final ExecutorService pool;
  private final Set<UUID> scanned = ConcurrentHashMap.newKeySet();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder objects = new LongAdder();
  private Instant newest = Instant.EPOCH;

  /**
   * Reports what it finds to {@code check}.
   *
   * @param lateAfter a tracer in an object written this long after it was sent is late
   * @param parallel objects at the same time
   */
  public DestinationScan(ObjectSource source, TracerCheck check, Duration lateAfter, int parallel) {
    this.source = source;
    this.check = check;
    this.lateAfter = lateAfter;
    this.pool =
        Executors.newFixedThreadPool(
            parallel,
            task -> {
              Thread thread = new Thread(task, "scan");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Scans the objects written at {@code since} or later that were not scanned before.
   *
   * @return how many were new
   * @throws IOException when the destination cannot be listed or one of them cannot be read
   */
  @Override
  public int look(Instant since, ObjectSource.Listing listing, BooleanSupplier goOn)
      throws IOException, InterruptedException {
    List<Future<?>> scans = new ArrayList<>();
    for (StoredObject object : source.list(since, listing)) {
      if (scanned.add(identity(object))) {
        remember(object);
        scans.add(pool.submit(() -> scan(object)));
      }
    }
    for (Future<?> scan : scans) {
      if (!await(scan, goOn)) {
        scans.forEach(left -> left.cancel(true));
        break;
      }
    }
    return scans.size();
  }

  /** What is not there is forgotten: if it comes back, it is scanned then. */
  private Void scan(StoredObject object) throws IOException {
    if (new ObjectScan(source, object, bytes).run(check, lateAfter.toMillis())) {
      objects.increment();
    } else {
      scanned.remove(identity(object));
    }
    return null;
  }

  /**
   * 122 bits of a digest: two objects of a million are not taken for one, and a key may be long.
   */
  private static UUID identity(StoredObject object) {
    return UUID.nameUUIDFromBytes((object.key() + "\n" + object.version()).getBytes(UTF_8));
  }

  private void remember(StoredObject object) throws IOException {
    newest = object.lastModified().isAfter(newest) ? object.lastModified() : newest;
    if (scanned.size() > MAX_OBJECTS) {
      throw new IOException(
          "more than "
              + MAX_OBJECTS
              + " objects were written since the runs began; name a folder with --s3, or have"
              + " --engine athena look");
    }
  }

  /** False when told not to go on. */
  private static boolean await(Future<?> scan, BooleanSupplier goOn)
      throws IOException, InterruptedException {
    boolean wanted = goOn.getAsBoolean();
    while (wanted && !isDone(scan)) {
      wanted = goOn.getAsBoolean();
    }
    return wanted;
  }

  private static boolean isDone(Future<?> scan) throws IOException, InterruptedException {
    try {
      scan.get(TICK_MILLIS, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException unreadable) {
        throw unreadable;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public String name() {
    return "scan";
  }

  @Override
  public TracerCheck check() {
    return check;
  }

  /** Objects scanned to their end. */
  @Override
  public long objects() {
    return objects.sum();
  }

  /** Bytes scanned, uncompressed. */
  @Override
  public long bytes() {
    return bytes.sum();
  }

  /** When the newest object known was written. */
  @Override
  public Instant newest() {
    return newest;
  }

  @Override
  public void close() {
    pool.shutdownNow();
    source.close();
  }
}
