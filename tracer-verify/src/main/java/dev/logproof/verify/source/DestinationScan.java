package dev.logproof.verify.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.objects.content.UnreadableContentException;
import dev.logproof.verify.check.TracerCheck;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
 * Scans every object once, several in parallel, as streams. If an object changes after it was read,
 * its findings cannot be removed, so everything is read again into a new check. Called by one
 * thread; scans on a bounded pool.
 */
public final class DestinationScan implements Engine {
  private static final long TICK_MILLIS = 200;

  /** Marks an object for re-reading. */
  private static final UUID UNREAD = new UUID(0, 0);

  /** Bounds memory, at about 150 bytes per object. */
  private static final int MAX_OBJECTS = 1_000_000;

  private final ObjectSource source;
  private final Duration lateAfter;
  private final ExecutorService pool;
  private final Map<UUID, UUID> versions = new ConcurrentHashMap<>();
  private final UnreadObjects missed = new UnreadObjects();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder objects = new LongAdder();
  private TracerCheck check;
  private Instant newest = Instant.EPOCH;

  /**
   * Reports to {@code check}, or to a new check like it.
   *
   * @param lateAfter a tracer is late if its object was written this long after it was sent
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

  @Override
  public int look(Instant since, ObjectSource.Listing listing, BooleanSupplier goOn)
      throws IOException, InterruptedException {
    List<StoredObject> listed = source.list(since, listing);
    if (listed.stream().anyMatch(this::isReplaced)) {
      beginAnew();
    }
    if (listing == ObjectSource.Listing.ALL_FOLDERS) {
      long known =
          listed.stream().filter(object -> versions.containsKey(digest(object.key()))).count();
      missed.removed(versions.size() - known);
    }
    missed.listedAgain(listed);
    List<Future<?>> scans = new ArrayList<>();
    for (StoredObject object : listed) {
      UUID version = digest(object.version());
      if (!version.equals(versions.put(digest(object.key()), version))) {
        remember(object);
        boolean ofRuns = !object.lastModified().isBefore(since);
        scans.add(pool.submit(() -> scan(object, ofRuns)));
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

  private boolean isReplaced(StoredObject object) {
    UUID before = versions.get(digest(object.key()));
    return before != null && !before.equals(UNREAD) && !before.equals(digest(object.version()));
  }

  private void beginAnew() {
    check = new TracerCheck(check.expected(), check.bystanderRuns());
    versions.replaceAll((key, version) -> UNREAD);
    missed.beginAnew();
    bytes.reset();
    objects.reset();
  }

  /** A missing object is forgotten, and scanned if it reappears. */
  private Void scan(StoredObject object, boolean ofRuns) throws IOException {
    ObjectScan scan = new ObjectScan(source, object, bytes, ofRuns);
    try {
      if (scan.run(check, lateAfter.toMillis())) {
        objects.add(ofRuns ? 1 : 0);
        missed.sentAhead(scan.sentAheadMicros());
        if (scan.isFailedDelivery()) {
          missed.failedDelivery(object.key());
        }
        if (scan.isEncoded()) {
          missed.encoded(object.key());
        }
      } else {
        versions.remove(digest(object.key()));
        missed.gone(object.key());
      }
    } catch (UnreadableContentException e) {
      missed.unreadable(object.key(), e.getMessage(), ofRuns);
    }
    return null;
  }

  /**
   * Bounds memory for long keys; at 122 bits, collisions among a million objects are negligible.
   */
  private static UUID digest(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(UTF_8));
  }

  private void remember(StoredObject object) throws IOException {
    newest = object.lastModified().isAfter(newest) ? object.lastModified() : newest;
    if (versions.size() > MAX_OBJECTS) {
      throw new IOException(
          "more than "
              + MAX_OBJECTS
              + " objects were written since the runs began; name a folder with --s3, or use"
              + " --engine athena");
    }
  }

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

  @Override
  public boolean isCurrent() {
    return !missed.isAnyGone();
  }

  @Override
  public List<String> unread() {
    return missed.unread(check);
  }

  @Override
  public List<String> notes() {
    return missed.notes();
  }

  @Override
  public List<String> doubts() {
    return missed.doubts(check, source.hasTrueTimes());
  }

  /** Counts complete objects written since the runs began. */
  @Override
  public long objects() {
    return objects.sum();
  }

  @Override
  public long bytes() {
    return bytes.sum();
  }

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
